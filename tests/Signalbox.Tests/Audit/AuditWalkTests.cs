using System.Text.Json;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Audit;

/// <summary>
/// Walks the API document: every operation that changes something is called once, and the audit trail must say who did
/// what, from where. An operation nobody wrote a call for fails the test.
/// </summary>
public sealed class AuditWalkTests
{
    /// <summary>They read, though they are no GET.</summary>
    private static readonly string[] ChangeNothing = ["checkGate", "parseSignal", "composeSignal", "checkLine", "previewEffectiveTerms", "openInvitation"];

    /// <summary>What cannot be called here, with the reason.</summary>
    private static readonly Dictionary<string, string> NotWalked = new()
    {
        ["restoreStrategy"] = "It is the replacing that is walked, with an earlier state.",
        ["restoreSubscription"] = "It is the replacing that is walked, with an earlier state.",
        ["replaySignal"] = "It needs a second paper account; its own tests look for its entry.",
        ["acknowledgeIncidents"] = "It needs something to go wrong first; its own tests look for its entry.",
        ["importConfiguration"] = "It needs a file; it goes through the stores that are walked.",
        ["cancelJob"] = "A job changes nothing but its own file.",
        ["beginSecondFactor"] = "Nothing holds before it is confirmed, which is walked.",
        ["removeSecondFactorOfUser"] = "It needs another user's second factor; SecondFactorApiTests looks for its entry.",
        ["completeSignIn"] = "It is the signing in that is walked, with a second step; SecondFactorApiTests looks for its entry.",
        ["beginPasskeyRegistration"] = "It only asks a question of the browser.",
        ["beginPasskey"] = "It only asks a question of the browser.",
        ["addPasskey"] = "It needs an authenticator; its store records with the passkey in one transaction.",
        ["renamePasskey"] = "It needs an authenticator; its store records with the passkey in one transaction.",
        ["removePasskey"] = "It needs an authenticator; its store records with the passkey in one transaction.",
        ["signInWithPasskey"] = "It needs an authenticator; sessions are opened where signing in is walked.",
        ["beginExternalSignIn"] = "It only leads to the issuer.",
        ["linkExternalIdentity"] = "It only leads to the issuer.",
        ["beginExternalProof"] = "It only leads to the issuer.",
        ["acceptInvitationExternally"] = "It only leads to the issuer.",
        ["acceptInvitation"] = "Whoever does it is not signed in; InvitationApiTests looks for its entry.",
        ["unlinkExternalIdentity"] = "It needs an issuer; its store records with the link in one transaction.",
    };

    [Fact]
    public async Task Operations_ThatChangeSomething_LeaveAnEntryWithWhoWhatAndFromWhere()
    {
        var folder = RunningServer.NewFolder();
        try
        {
            await using var server = await RunningServer.StartAsync(folder);
            var walk = new AuditWalk(server);
            await AuditRecipes.RunAsync(walk);

            var missing = (await ChangingAsync(server)).Except(walk.Walked).Except(ChangeNothing).Except(NotWalked.Keys).ToList();
            Assert.Empty(missing);
            Assert.Empty(walk.Faults);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Trail_HasNoSwitch()
    {
        var folder = RunningServer.NewFolder();
        await using (var server = await RunningServer.StartAsync(folder))
        {
            var document = await server.Api.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
            using var parsed = JsonDocument.Parse(document);
            var paths = parsed.RootElement.GetProperty("paths").EnumerateObject().Where(path => path.Name.StartsWith("/api/v1/audit", StringComparison.Ordinal));
            Assert.All(paths.SelectMany(path => path.Value.EnumerateObject()), operation => Assert.Equal("get", operation.Name));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<IReadOnlyList<string>> ChangingAsync(RunningServer server)
    {
        using var document = JsonDocument.Parse(await server.Api.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken));
        return [.. document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .Where(operation => operation.Name is not ("get" or "head"))
            .Select(operation => operation.Value.GetProperty("operationId").GetString()!)];
    }
}
