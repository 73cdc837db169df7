using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Terms;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;

namespace Signalbox.Server.Api.Gates;

internal static class GateCheckEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/gates/check", CheckAsync).Requires(Scope.Read).WithTags("Gates")
            .Describe("checkGate", "Try an expression or a gate", "On a signal sent along, a past one, or none. Nothing trades and no scorer is asked.")
            .Answers<GateCheckDocument>();

    private static async Task<IResult> CheckAsync(Input<GateCheckInput> input, Sight sight, GateReading reading, GateSituations situations, CancellationToken cancel)
    {
        var (asked, check) = (input.Value, input.Check);
        check.ExactlyOne("expression", "expression and gate", asked.Expression is not null, asked.Gate is not null);
        check.Require(asked.Gate?.Kind != GateKind.Http, "gate.kind", "A check asks no scorer. Give its score in values, as scores.name.");
        if (!check.Failed && asked.Expression is { } expression && GateProgram.Compile(expression).Errors is { Count: > 0 } errors)
        {
            return TypedResults.Json(new GateCheckDocument(false, null, null, errors, null), ApiJson.Default.GateCheckDocument);
        }

        var gate = asked.Gate is null ? GateOf(asked.Expression) : reading.Read([asked.Gate], "gate", isWhole: false, check)[0];
        var trial = await situations.FindAsync(gate, asked, sight, check, cancel);
        if (check.Failed)
        {
            return ApiErrors.Invalid(check.Errors);
        }

        var program = gate.Expression is { } text ? GateProgram.Compile(text).Program : null;
        return TypedResults.Json(
            new GateCheckDocument(true, program?.Canonical, program?.Type, [], VerdictDocument.Of(trial!.Run())), ApiJson.Default.GateCheckDocument);
    }

    private static Gate GateOf(string? expression) => new("check", GateKind.Expression, Judges: GateReach.Everything, Expression: expression ?? "");
}
