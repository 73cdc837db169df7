using Signalbox.Identity;

namespace Signalbox.Venues.Paper;

/// <summary>An account whose ledger was read takes its seat. The answer is null, or why it could not.</summary>
internal sealed class AdmitPaperAccount(PaperAccount account) : PaperRequest<string?>
{
    public override AccountId? Account => account.Seat.Account;

    public override string NotDone(string why) => why;

    public override string Unsure(string why) => why;

    protected override string? DecideOn(PaperFloor floor, DateTimeOffset now)
    {
        if (floor.Find(account.Seat.Account) is not null)
        {
            return $"The paper account {account.Seat.Account} is open already.";
        }

        floor.Admit(account, now);
        return null;
    }
}

/// <summary>An account leaves; its orders rest in its ledger until it comes back, here or elsewhere.</summary>
internal sealed class ReleasePaperAccount(PaperSeat seat) : PaperRequest<bool>
{
    public override AccountId? Account => seat.Account;

    public override bool NotDone(string why) => true;

    public override bool Unsure(string why) => true;

    protected override bool DecideOn(PaperFloor floor, DateTimeOffset now)
    {
        floor.Remove(seat, now);
        return true;
    }
}
