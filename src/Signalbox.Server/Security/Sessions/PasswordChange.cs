using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Security.Sessions;

/// <summary>Gives a user who knows the password another one, and ends the user's other sessions.</summary>
internal sealed class PasswordChange(PasswordProof proof, Passwords passwords, UserStore users)
{
    public async Task<ProofStatus> ApplyAsync(Caller caller, OpenSession session, string current, string replacement, CancellationToken cancel)
    {
        var proven = await proof.CheckAsync(caller, session, current, cancel);
        if (proven.User is not { } user)
        {
            return proven.Status;
        }

        if (await passwords.HashAsync(replacement, HashWaiter.Known(user.Id), cancel) is not { } hash)
        {
            return ProofStatus.Busy;
        }

        var result = await users.ReplaceAsync(user.ToUser(), hash, user.Version, caller.Change(null), cancel, session.Id);
        return result.Status == ChangeStatus.Saved ? ProofStatus.Proven : ProofStatus.Refused;
    }
}
