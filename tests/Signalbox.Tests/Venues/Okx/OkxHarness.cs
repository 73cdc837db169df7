using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Okx;

namespace Signalbox.Tests.Venues.Okx;

/// <summary>What is the same of every product. Frames of the private lines carry no numbers.</summary>
public abstract class OkxHarness(SandboxServer server) : SandboxHarness(server)
{
    public override bool StreamIsNumbered => false;

    public override int OtherLines => 1;

    protected abstract OkxProduct Product { get; }

    protected override string Commands => "POST /api/v5/trade/*";

    protected override string Questions => "GET /api/v5/*";

    protected override string PrivateStream => "STREAM /ws/v5/private";

    protected override IVenue CreateVenue(Uri address, string secret, TimeSpan timeout) => new OkxVenue(
        new() { Addresses = OkxAddresses.At(address), Product = Product, Key = "key", Secret = secret, Passphrase = "passphrase", Timeout = timeout },
        new(TimeProvider.System, new()), TimeProvider.System);
}
