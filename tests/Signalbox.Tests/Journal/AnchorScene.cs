using System.Security.Cryptography;
using Signalbox.Journal;
using Signalbox.Tests.Simulation;
using Xunit;

namespace Signalbox.Tests.Journal;

/// <summary>A journal in memory, a clock and a key, for tests of anchors.</summary>
public abstract class AnchorScene : IDisposable
{
    protected static readonly StreamId First = new("account:first");
    protected static readonly StreamId Second = new("account:second");

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected MemoryJournal Journal { get; } = new();

    private protected ManualClock Clock { get; } = new();

    protected List<JournalException> Failures { get; } = [];

    protected ReadOnlyMemory<byte> PublicKey => new AnchorSigner(key).PublicKey;

    public void Dispose()
    {
        key.Dispose();
        GC.SuppressFinalize(this);
    }

    protected AnchorWriter Writer() => new(Journal, new AnchorSigner(key), Clock, Failures.Add);

    protected async Task AppendAsync(StreamId stream, long expected, int count)
    {
        var drafts = Enumerable.Range(0, count).Select(i => new EventDraft("TextNoted", Clock.GetUtcNow(), new[] { (byte)(i + count) }));
        var results = await Journal.AppendAsync([new() { Stream = stream, ExpectedVersion = expected, Epoch = 0, Events = [.. drafts] }], Cancel);
        Assert.Equal(AppendStatus.Committed, results[0].Status);
    }

    protected async Task<List<Anchor>> AnchorsAsync() =>
        [.. (await Journal.ReadAsync(StreamId.Anchors, 0, Cancel).ToListAsync(Cancel)).Select(stored => AnchorCodec.Events.Read(stored).Anchor)];

    protected Task<VerificationReport> VerifyAsync(int headsMax = 65_536) =>
        new AnchorVerification(Journal, [PublicKey]) { HeadsMax = headsMax }.AllAsync(Cancel);
}
