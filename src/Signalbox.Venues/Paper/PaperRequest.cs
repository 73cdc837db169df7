using Signalbox.Identity;

namespace Signalbox.Venues.Paper;

/// <summary>Something asked of the exchange, waiting in its mailbox.</summary>
internal abstract class PaperRequest
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    private int stage;

    /// <summary>Whose answer depends on whose ledger; null for the exchange's own requests.</summary>
    public virtual AccountId? Account => null;

    public bool TryTake() => Interlocked.CompareExchange(ref stage, Taken, Waiting) == Waiting;

    /// <summary>Takes the request back; false when the exchange has it already.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref stage, Withdrawn, Waiting) == Waiting;

    /// <summary>Decides in memory. The answer is kept until what was decided is on disk.</summary>
    public abstract void Decide(PaperFloor floor, DateTimeOffset now);

    /// <summary>Answers, now that it is known what became of the ledger.</summary>
    public abstract void Settle(Verdict verdict);
}

internal abstract class PaperRequest<TAnswer> : PaperRequest
{
    private readonly TaskCompletionSource<TAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TAnswer? decided;

    public Task<TAnswer> Answer => answer.Task;

    public sealed override void Decide(PaperFloor floor, DateTimeOffset now) => decided = DecideOn(floor, now);

    public sealed override void Settle(Verdict verdict) => answer.TrySetResult(verdict.Fate switch
    {
        LedgerFate.Committed => decided!,
        LedgerFate.Refused => NotDone(verdict.Why),
        _ => Unsure(verdict.Why),
    });

    /// <summary>The answer when certainly nothing came of the request.</summary>
    public abstract TAnswer NotDone(string why);

    /// <summary>The answer when nobody can tell.</summary>
    public abstract TAnswer Unsure(string why);

    protected abstract TAnswer DecideOn(PaperFloor floor, DateTimeOffset now);
}

/// <summary>What became of the ledger events an answer rests on.</summary>
internal readonly record struct Verdict(LedgerFate Fate, string Why)
{
    public static readonly Verdict Committed = new(LedgerFate.Committed, "");
}

internal enum LedgerFate
{
    Committed,
    Refused,
    Unknown,
}
