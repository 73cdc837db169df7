using Signalbox.Journal;
using Signalbox.Tests.Contracts;
using Xunit;

namespace Signalbox.Tests.Simulation;

public sealed class MemoryJournalTests : JournalContract
{
    private readonly MemoryJournal memory = new();

    [Fact]
    public async Task FailNextAppend_NotCommitted_LeavesNothing()
    {
        memory.FailNextAppend(AppendFault.NotCommitted);

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(Unit(First, 0, "a")));

        Assert.Equal(JournalFailure.NotCommitted, failure.Failure);
        Assert.Equal([AppendStatus.Committed], await AppendAsync(Unit(First, 0, "a")));
    }

    [Theory]
    [InlineData(AppendFault.UnknownCommitted, 1)]
    [InlineData(AppendFault.UnknownNotCommitted, 0)]
    public async Task FailNextAppend_Unknown_MayOrMayNotHaveCommitted(AppendFault fault, int events)
    {
        memory.FailNextAppend(fault);

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(Unit(First, 0, "a")));

        Assert.Equal(JournalFailure.OutcomeUnknown, failure.Failure);
        Assert.Equal(events, (await ReadAsync(First)).Count);
    }

    protected override ValueTask<IJournal> OpenAsync() => new(memory);

    protected override ValueTask TamperAsync(StreamId stream, long version, Tampering what)
    {
        memory.Tamper(stream, version, stored => what switch
        {
            Tampering.Payload => stored with { Payload = Flip(stored.Payload) },
            Tampering.Hash => stored with { Hash = Flip(stored.Hash) },
            Tampering.Time => stored with { At = stored.At.AddTicks(1) },
            Tampering.Type => stored with { Type = stored.Type + "X" },
            _ => stored with { Epoch = stored.Epoch + 1 },
        });
        return ValueTask.CompletedTask;
    }

    protected override ValueTask RemoveTailAsync(StreamId stream, long lastKept, bool moveHead)
    {
        memory.RemoveTail(stream, lastKept, moveHead);
        return ValueTask.CompletedTask;
    }

    private static byte[] Flip(ReadOnlyMemory<byte> bytes)
    {
        var copy = bytes.ToArray();
        copy[0] ^= 1;
        return copy;
    }
}
