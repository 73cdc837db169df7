using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Api.Manual;

/// <summary>Writes into the audit trail what a person is about to do; nothing is done by hand that does not stand there first.</summary>
internal sealed class ManualLog(ITransactionalStore store, TimeProvider clock)
{
    public Task WriteAsync(AdministrationEvent happened, CancellationToken cancel) => store.WriteAsync(
        StreamId.Administration,
        _ => Task.FromResult(Written.Commit(true, AdministrationCodec.Events.Write(happened, clock.GetUtcNow()))),
        cancel);
}
