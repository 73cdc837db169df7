using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Journal;
using Signalbox.Server.Upkeep;
using Signalbox.Tests.Configuration;
using Xunit;

namespace Signalbox.Tests.Upkeep;

public sealed class UpkeepBoardTests
{
    private readonly TestClock clock = new();
    private readonly Told told;

    public UpkeepBoardTests() => told = new(clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Failure_IsAnAlertOnce_AgainAfterADay_AndAnewAfterItWasWell()
    {
        await told.Board.FailedAsync(UpkeepKind.Backup, "The disk is full.", Cancel);
        await told.Board.FailedAsync(UpkeepKind.Backup, "The disk is full.", Cancel);
        Assert.Equal(["backup-failed: The daily backup was not written: The disk is full. It is tried again every hour."], told.Alerts);

        clock.Advance(TimeSpan.FromDays(1));
        await told.Board.FailedAsync(UpkeepKind.Backup, "The disk is full.", Cancel);
        Assert.Equal(2, told.Alerts.Count);
        Assert.Equal(clock.GetUtcNow() - TimeSpan.FromDays(1), Assert.Single(told.Board.Failing).FailingSince);

        told.Board.Succeeded(UpkeepKind.Backup);
        Assert.Empty(told.Board.Failing);
        await told.Board.FailedAsync(UpkeepKind.Backup, "Again.", Cancel);
        Assert.Equal(3, told.Alerts.Count);
    }

    [Fact]
    public async Task Defect_IsToldAsOne_AndItsWordsStayInTheLog()
    {
        var why = await told.Board.FailedAsync(UpkeepKind.Archive, new InvalidOperationException("internal words"), Cancel);
        Assert.Equal("It stopped by a defect; the log tells more.", why);
        Assert.Equal(why, told.Board.Of(UpkeepKind.Archive).Failure);
        Assert.Equal("The disk failed.", await told.Board.FailedAsync(UpkeepKind.Archive, new IOException("The disk failed."), Cancel));
    }

    [Fact]
    public async Task Alert_ThatCannotBeWritten_IsTriedWithTheNextFailure()
    {
        var isBroken = true;
        var raised = 0;
        var board = new UpkeepBoard(
            (_, _, _) => isBroken ? throw new JournalException(JournalFailure.NotCommitted, "The disk is full.") : Task.FromResult(++raised),
            clock, NullLogger<UpkeepBoard>.Instance);

        await board.FailedAsync(UpkeepKind.Archive, "Why.", Cancel);
        isBroken = false;
        await board.FailedAsync(UpkeepKind.Archive, "Why.", Cancel);

        Assert.Equal((1, "Why."), (raised, board.Of(UpkeepKind.Archive).Failure));
    }
}
