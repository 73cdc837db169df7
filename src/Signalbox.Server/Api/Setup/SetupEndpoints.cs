using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Users;
using Signalbox.Server.Security.Setup;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Setup;

/// <summary>The first user of an installation.</summary>
public sealed record SetupInput(
    [property: Required, Description("The setup token the server printed at its start.")] string? Token = null,
    [property: Required, Description("What you sign in with.")] string? Name = null,
    [property: Required, Description("At least 12 characters.")] string? Password = null);

internal static class SetupEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/setup", ExchangeAsync).AllowAnonymous().WithTags("Session")
            .Describe("setup", "Create the first user", "Exchanges the setup token, once, for a user who is the owner.")
            .Answers<UserDocument>(201).Fails(403, 429);

    private static async Task<IResult> ExchangeAsync(Input<SetupInput> input, SetupTokens tokens, Passwords passwords, CancellationToken cancel)
    {
        var token = input.Value.Token ?? "";
        input.Check.Require(token.Length > 0, "token", "The setup token is required. The server printed it at its start.");
        var name = input.Check.UserName(input.Value.Name);
        var password = input.Check.Password("password", input.Value.Password);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        // A password is hashed for the right token only: this endpoint is open.
        if (!await tokens.IsValidAsync(token, cancel))
        {
            return ApiErrors.Answer(StatusCodes.Status403Forbidden, SignInErrors.SetupRefused);
        }

        if (await passwords.HashAsync(password, HashWaiter.Server, cancel) is not { } hash)
        {
            return ApiErrors.Answer(StatusCodes.Status429TooManyRequests, ApiErrors.Busy);
        }

        var result = await tokens.ExchangeAsync(token, name, hash, cancel);
        return result.Row is { } owner
            ? Answers.Created(UserDocument.Of(owner), ApiJson.Default.UserDocument, $"/api/v1/users/{owner.Value.Id}")
            : ApiErrors.Answer(StatusCodes.Status403Forbidden, SignInErrors.SetupRefused);
    }
}
