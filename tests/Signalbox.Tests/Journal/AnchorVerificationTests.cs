using System.Security.Cryptography;
using Signalbox.Journal;
using Signalbox.Tests.Simulation;
using Xunit;

namespace Signalbox.Tests.Journal;

public sealed class AnchorVerificationTests : AnchorScene
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(65_536)]
    public async Task Verification_InAnyWindow_FindsARewrittenHistory(int headsMax)
    {
        var writer = Writer();
        for (var version = 0; version < 6; version++)
        {
            await AppendAsync(First, version, 1);
            await AppendAsync(Second, version, 1);
            await writer.WriteAsync(Cancel);
        }

        Assert.True((await VerifyAsync(headsMax)).IsSound);
        Journal.RemoveTail(First, 3, moveHead: true);
        await AppendAsync(First, 3, 5);

        var fault = Assert.Single((await VerifyAsync(headsMax)).Faults);
        Assert.Equal((First, 4L), (fault.Stream, fault.Version));
        Assert.True((await new JournalVerification(Journal).StreamAsync(First, Cancel)).IsSound);
    }

    [Fact]
    public async Task Verification_OfAStreamThatDisappeared_NamesIt()
    {
        await AppendAsync(First, 0, 2);
        await Writer().WriteAsync(Cancel);
        var other = new MemoryJournal();
        await CopyAnchorsAsync(other);

        var report = await new AnchorVerification(other, [PublicKey]).AllAsync(Cancel);

        var fault = Assert.Single(report.Faults);
        Assert.Equal((First, 1L), (fault.Stream, fault.Version));
    }

    [Fact]
    public async Task Verification_OfAnchorsOfAnUnknownKey_TrustsNone()
    {
        await AppendAsync(First, 0, 1);
        await Writer().WriteAsync(Cancel);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var report = await new AnchorVerification(Journal, [new AnchorSigner(other).PublicKey]).AllAsync(Cancel);

        Assert.Equal((StreamId.Anchors, 1L), (report.Faults[0].Stream, report.Faults[0].Version));
        Assert.Contains("trusted", report.Faults[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verification_OfAForgedAnchor_NamesIt()
    {
        var writer = Writer();
        await AppendAsync(First, 0, 1);
        await writer.WriteAsync(Cancel);
        await AppendAsync(First, 1, 1);
        await writer.WriteAsync(Cancel);
        Journal.Tamper(StreamId.Anchors, 2, Forge);

        var fault = Assert.Single((await VerifyAsync()).Faults);

        Assert.Equal((StreamId.Anchors, 2L), (fault.Stream, fault.Version));
        Assert.Contains("signature", fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verification_OfAnUnreadableAnchor_NamesIt()
    {
        await AppendAsync(First, 0, 1);
        await Writer().WriteAsync(Cancel);
        Journal.Tamper(StreamId.Anchors, 1, stored => stored with { Payload = "{}"u8.ToArray() });

        Assert.Equal(1, Assert.Single((await VerifyAsync()).Faults).Version);
    }

    private static JournalEvent Forge(JournalEvent stored)
    {
        var anchored = AnchorCodec.Events.Read(stored);
        var forged = anchored with { Anchor = anchored.Anchor with { At = anchored.Anchor.At.AddTicks(1) } };
        return stored with { Payload = AnchorCodec.Events.Write(forged, stored.At).Payload };
    }

    private async Task CopyAnchorsAsync(MemoryJournal other)
    {
        await foreach (var stored in Journal.ReadAsync(StreamId.Anchors, 0, Cancel))
        {
            var draft = new EventDraft(stored.Type, stored.At, stored.Payload);
            await other.AppendAsync(
                [new() { Stream = stored.Stream, ExpectedVersion = stored.Version - 1, Epoch = stored.Epoch, Events = [draft] }], Cancel);
        }
    }
}
