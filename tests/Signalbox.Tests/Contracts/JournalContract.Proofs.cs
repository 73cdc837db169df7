using System.Security.Cryptography;
using Signalbox.Journal;
using Xunit;

namespace Signalbox.Tests.Contracts;

public abstract partial class JournalContract
{
    [Fact]
    public async Task Hashes_OfAppendedEvents_ChainFromTheOrigin()
    {
        await AppendAsync(Unit(First, 0, "a", "b"), Unit(Second, 0, "x"), Unit(First, 2, "c"));

        var previous = HashChain.Origin;
        foreach (var stored in await ReadAsync(First))
        {
            Assert.True(HashChain.Follows(previous.Span, stored));
            previous = stored.Hash;
        }

        Assert.Equal(previous.ToArray(), (await Journal.HeadAsync(First, Cancel))!.Hash.ToArray());
        var report = await VerifyAsync();
        Assert.Equal((2, 4L, true), (report.Streams, report.Events, report.IsSound));
    }

    [Theory]
    [InlineData(Tampering.Payload)]
    [InlineData(Tampering.Hash)]
    [InlineData(Tampering.Time)]
    [InlineData(Tampering.Type)]
    [InlineData(Tampering.Epoch)]
    public async Task Verification_OfATamperedEvent_NamesIt(Tampering what)
    {
        await AppendAsync(UnitOf(1, First, 0, [.. Enumerable.Range(1, 300).Select(i => $"event {i}")]), Unit(Second, 0, "x", "y"));

        await TamperAsync(First, 277, what);

        var fault = Assert.Single((await VerifyAsync()).Faults);
        Assert.Equal((First, 277L), (fault.Stream, fault.Version));
        Assert.True((await new JournalVerification(Journal).StreamAsync(Second, Cancel)).IsSound);
        Assert.False((await new JournalVerification(Journal).StreamAsync(First, Cancel)).IsSound);
    }

    [Fact]
    public async Task Verification_OfALastTamperedEvent_NamesIt()
    {
        await AppendAsync(Unit(First, 0, "a", "b", "c"));

        await TamperAsync(First, 3, Tampering.Payload);

        Assert.Equal(3, Assert.Single((await VerifyAsync()).Faults).Version);
    }

    [Fact]
    public async Task Verification_OfATailRemovedWithoutItsHead_NamesTheFirstMissingEvent()
    {
        await AppendAsync(Unit(First, 0, "a", "b", "c", "d"));

        await RemoveTailAsync(First, 2, moveHead: false);

        Assert.Equal(3, Assert.Single((await VerifyAsync()).Faults).Version);
    }

    [Fact]
    public async Task Verification_OfASnapshotOfAnotherHistory_NamesItsEvent()
    {
        await AppendAsync(Unit(First, 0, "a", "b", "c"), Unit(Second, 0, "x"));
        await Journal.SaveSnapshotAsync(new(First, 2, new byte[HashChain.Bytes], 1, new byte[] { 1 }), Cancel);
        await Journal.SaveSnapshotAsync(new(Second, 5, new byte[HashChain.Bytes], 1, new byte[] { 1 }), Cancel);

        var faults = (await VerifyAsync()).Faults;

        Assert.Equal([(First, 2L), (Second, 1L)], faults.Select(fault => (fault.Stream, fault.Version)));
    }

    [Fact]
    public async Task Verification_OfUnknownStream_SaysSo() =>
        Assert.False((await new JournalVerification(Journal).StreamAsync(First, Cancel)).IsSound);

    [Fact]
    public async Task Anchors_OfARemovedTail_FindItAlthoughTheRestFits()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await AppendAsync(Unit(First, 0, "a", "b", "c", "d"), Unit(Second, 0, "x"));
        Assert.True(await Anchoring(key).WriteAsync(Cancel));

        await RemoveTailAsync(First, 2, moveHead: true);

        Assert.True((await VerifyAsync()).IsSound);
        var fault = Assert.Single((await AnchorsAsync(key)).Faults);
        Assert.Equal((First, 3L), (fault.Stream, fault.Version));
    }

    [Fact]
    public async Task Anchors_OfAnIntactJournal_FindNothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var anchoring = Anchoring(key);
        await AppendAsync(Unit(First, 0, "a"), Unit(Second, 0, "x"));
        Assert.True(await anchoring.WriteAsync(Cancel));
        Assert.False(await anchoring.WriteAsync(Cancel));
        await AppendAsync(Unit(First, 1, "b"));
        Assert.True(await anchoring.WriteAsync(Cancel));
        await AppendAsync(Unit(First, 2, "c"));
        await ReopenAsync();

        var report = await AnchorsAsync(key);

        Assert.Equal((2, 2L, true), (report.Streams, report.Events, report.IsSound));
        Assert.True((await VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task Anchors_OfTwoWriters_ShareOneChain()
    {
        using var one = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var two = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (first, second) = (Anchoring(one), Anchoring(two));
        for (var version = 0; version < 10; version++)
        {
            await AppendAsync(Unit(First, version, "event"));
            var wrote = await Task.WhenAll(Task.Run(() => first.WriteAsync(Cancel), Cancel), Task.Run(() => second.WriteAsync(Cancel), Cancel));
            Assert.Contains(true, wrote);
        }

        Assert.True((await AnchorsAsync(one, two)).IsSound);
        Assert.True((await VerifyAsync()).IsSound);
    }

    private AnchorWriter Anchoring(ECDsa key) =>
        new(Journal, new AnchorSigner(key), TimeProvider.System, failure => Assert.Fail(failure.ToString()));

    private Task<VerificationReport> AnchorsAsync(params ECDsa[] trusted) =>
        new AnchorVerification(Journal, [.. trusted.Select(key => new AnchorSigner(key).PublicKey)]).AllAsync(Cancel);
}
