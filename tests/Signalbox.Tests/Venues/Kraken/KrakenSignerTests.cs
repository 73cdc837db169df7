using System.Text;
using Signalbox.Tests.Venues.Paper;
using Signalbox.Venues.Kraken;
using Signalbox.Venues.Kraken.Futures;
using Signalbox.Venues.Kraken.Spot;
using Xunit;

namespace Signalbox.Tests.Venues.Kraken;

public sealed class KrakenSignerTests
{
    [Fact]
    public void Spot_SignsTheDocumentedExample()
    {
        var signer = new KrakenSpotSigner("key", "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==", TimeProvider.System);

        Assert.Equal(
            "4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==",
            signer.Sign("/0/private/AddOrder", "1616492376594", Encoding.ASCII.GetBytes("nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25")));
    }

    [Fact]
    public void Futures_SignsTheDocumentedExample_WhoseSecretLostItsPadding()
    {
        var signer = new KrakenFuturesSigner("key", "rttp4AzwRfYEdQ7R7X8Z/04Y4TZPa97pqCypi3xXxAqftygftnI6H9yGV+OcUOOJeFtZkr8mVwbAndU3Kz4Q+eG=", TimeProvider.System);

        Assert.Equal(
            "DqUyz8Wh/72af7dimSXHw91IFxrAriTgVodyg2s67PU2mVStwLDQak+uIoCtfb43XONq0xVAp+vm5dqnhFAB1Q==",
            signer.Sign("/derivatives/api/v3/orderbook", "1415957147987", "symbol=fi_xbtusd_180615"));
    }

    [Fact]
    public void Futures_SignsTheDocumentedChallenge()
    {
        var signer = new KrakenFuturesSigner("key", "7zxMEF5p/Z8l2p2U7Ghv6x14Af+Fx+92tPgUdVQ748FOIrEoT9bgT+bTRfXc5pz8na+hL/QdrCVG7bh9KpT0eMTm", TimeProvider.System);

        Assert.Equal(
            "4JEpF3ix66GA2B+ooK128Ift4XQVtc137N9yeg4Kqsn9PI0Kpzbysl9M1IeCEdjg0zl00wkVqcsnG4bmnlMb3A==",
            signer.Sign("c100b894-1729-464d-ace1-52dbce11db42"));
    }

    [Fact]
    public async Task Nonces_RiseByWhoeverTakesThem_WhileTheClockStands()
    {
        var nonce = new KrakenNonce(new PaperTestClock(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)));

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 500).Select(_ => long.Parse(nonce.Next())).ToList())));

        Assert.All(taken, mine => Assert.Equal(mine.Order(), mine));
        Assert.Equal(4_000, taken.SelectMany(mine => mine).Distinct().Count());
        Assert.True(taken.SelectMany(mine => mine).Min() >= 1_700_000_000_000_000_000);
    }

    [Fact]
    public void SecretsAreNotShown()
    {
        var options = new KrakenOptions { Key = "key", Secret = "c2VjcmV0", Addresses = KrakenAddresses.Spot("live") };

        Assert.DoesNotContain("c2VjcmV0", options.ToString());
    }
}
