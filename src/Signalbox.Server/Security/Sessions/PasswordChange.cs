using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Security.Sessions;

/// <summary>Gives a user who knows the password another one, and ends the user's other sessions.</summary>
internal sealed class PasswordChange(PasswordProof proof, Passwords passwords, UserStore users)
{
    /// <summary>The first password of somebody who signs in otherwise and has just proven it. Refused: there is one meanwhile.</summary>
    public async Task<ProofStatus> SetFirstAsync(Caller caller, OpenSession session, string password, CancellationToken cancel)
    {
        if (await users.RowAsync(caller.User.Id, cancel) is not { HasPassword: false } user)
        {
            return ProofStatus.Refused;
        }

        return await ReplaceAsync(caller, session, user, password, cancel);
    }

    public async Task<ProofStatus> ApplyAsync(Caller caller, OpenSession session, string current, string replacement, CancellationToken cancel)
    {
        var proven = await proof.CheckAsync(caller, session, current, cancel);
        if (proven.User is not { } user)
        {
            return proven.Status;
        }

        return await ReplaceAsync(caller, session, user, replacement, cancel);
    }

    private async Task<ProofStatus> ReplaceAsync(Caller caller, OpenSession session, UserRow user, string replacement, CancellationToken cancel)
    {
        if (await passwords.HashAsync(replacement, HashWaiter.Known(user.Id), cancel) is not { } hash)
        {
            return ProofStatus.Busy;
        }

        var result = await users.ReplaceAsync(user.ToUser(), hash, user.Version, caller.Change(null), cancel, session.Id);
        return result.Status == ChangeStatus.Saved ? ProofStatus.Proven : ProofStatus.Refused;
    }
}
