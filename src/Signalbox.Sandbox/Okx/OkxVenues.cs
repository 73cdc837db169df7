using Signalbox.Venues.Matching;
using Signalbox.Venues.Okx;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox.Okx;

/// <summary>The products of OKX as exchanges of their own: each has what the others lack.</summary>
internal static class OkxVenues
{
    public static readonly SandboxVenue Spot = Of("okx", OkxProduct.Spot, OkxInstruments.Spot) with { Accounts = FundsMode.Spot, FeeInReceived = true };

    public static readonly SandboxVenue Swap = Of("okx-swap", OkxProduct.Swap, OkxInstruments.Swap);

    public static readonly SandboxVenue Futures = Of("okx-futures", OkxProduct.Futures, OkxInstruments.Futures);

    private static SandboxVenue Of(string name, OkxProduct product, IReadOnlyList<PaperInstrument> instruments) => new()
    {
        Name = name,
        Create = stage => new OkxExchange(stage, product),
        SignIn = SandboxSignIn.WithPassphrase,
        Rules = new() { ClientIds = OkxCapabilities.Of(product).ClientIds },
        Instruments = instruments,
    };
}
