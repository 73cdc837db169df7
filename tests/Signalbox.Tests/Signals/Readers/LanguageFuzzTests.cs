using System.Globalization;
using System.Text;
using Signalbox.Signals;
using Xunit;

namespace Signalbox.Tests.Signals.Readers;

/// <summary>
/// Messages of every language, cut, doubled and bent. Whatever comes in, a reader answers: with signals that are whole, or
/// with a code. The number of rounds is SIGNALBOX_FUZZ; without it few are run, and nobody looks at the time they take.
/// </summary>
public sealed class LanguageFuzzTests
{
    private const int RoundsUsual = 20_000;
    private const string Letters = "{}[]()=,;:\"'%@!|&#\n 0159.-+eE";

    private static readonly string[] Seeds =
    [
        "key(BTCUSDT) { cancel(which=tagged, tag=t); market(side=buy, amount=5%p); wait(3s); stopOrTakeProfit(tp=@70000, sl=1%, position=0); } #bot",
        "[XBTUSD:OpenLong();StopLoss(250):signature]",
        "e=bybit s=BTCUSDT b=long q=5% t=market & sl=2% | c=position b=short cm=50%",
        "60123456789,sell,GBPJPY,sl=50,tp1=10,risk=1",
        "ENTRY LONG e=bitfinex s=BTCUSD q=10% tf=15",
        "EXCHANGE=BINANCE;SYMBOL=BTCUSD;SIGNAL=BUY;VOLUME=12a%;PRICE=10d;TAKE_PROFIT_PRICE_1=5%",
        "#BTC/USDT LONG\nEntry zone: 64000 - 63000\n1) 65000\nTargets: 65000, 66,000\nStop: 62000\nLeverage: Cross 10x\nAmount: 5%",
        "symbol=BTCUSD\nclose=short type=market\n:main cancel\nlong=5% stoploss=[-]2%",
        "ENTER-LONG_BINANCE_BTCUSDT_bot_15_hash",
        """{"secret":"t","bot_uuid":"u","tv_instrument":"BTCUSDT","action":"enter_long","order":{"amount":"100","currency_type":"quote"},"stop_loss":{"enabled":true,"price":{"value":1,"type":"percent"}}}""",
        """{"code":"ENTER-LONG_A_B_c_1_h","amountPerTradeType":"percents","amountPerTrade":0.1,"takeProfits":[{"priceDeviation":0.01,"portfolio":1}],"stopLoss":{"price":1},"moveToBreakeven":{"activationPrice":0.01}}""",
        """[{"action":"open_position","coin":"BTC","is_buy":true,"size_pct":0.1,"sl":1,"bot_id":7,"api_key":"k"}]""",
        """{"token":"t","apiKey":"m","exchange":"okx","pair":"BTC","isBuy":true,"targets":[{"idx":1,"amount":50,"takeProfitPercent":1}],"unitsPercent":"10"}""",
        """{"id":"o","action":"EXIT_LONG","instrument":"BTCUSDT.P","signalToken":"s","maxLag":"30","amount":"0.5","timestamp":"2026-01-01T00:00:00Z"}""",
        """{"api_key":"k","api_secret":"s","symbol":"BYBI_USDT_SOL","side":"long","take_profit":[{"price_percentage":2}],"stop_loss":{"stop_percentage":3},"entry_expiration":{"time":5}}""",
        """{"token":"t","apiKey":"m","exchange":"okx","pair":"BTC","isBuy":true,"units":2,"useTrailingStopLoss":true,"trailingStopLossPercent":1,"targetType":"absolute","targets":[{"amount":1,"price":5}],"closeCurrentPosition":true}""",
        "60123456789,EURUSD,buy,risk=1,sl_price=1.04",
        """{"symbol":"AAPL","action":"buy","quantity":10,"limit_price":1}""",
    ];

    [Fact]
    public void AnyMessage_IsReadOrRefused_NeverThrown()
    {
        var isAsked = int.TryParse(Environment.GetEnvironmentVariable("SIGNALBOX_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked);
        var rounds = isAsked ? asked : RoundsUsual;
        var chance = new Random(20260101);
        for (var round = 0; round < rounds; round++)
        {
            var body = Bent(Encoding.UTF8.GetBytes(Seeds[chance.Next(Seeds.Length)]), chance);
            try
            {
                var (reader, reading) = TimedReads.Read(body, isAsked);
                Assert.True(reading.Refusal is { Code.Length: > 0, Message.Length: > 0 } || reader is not null && reading.Signals.Count > 0);
                Assert.All(reading.Signals, AssertWhole);
            }
            catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Round {round}: {Encoding.UTF8.GetString(body)}\n{failure}");
            }
        }
    }

    private static void AssertWhole(Signal signal)
    {
        Assert.True(signal.Action != SignalAction.Target || signal.TargetPosition is not null);
        Assert.True(signal.Action != SignalAction.Protect || signal.TakeProfit is not null || signal.StopLoss is not null);
        Assert.True(signal.Size is not { Quantity: <= 0 });
    }

    private static byte[] Bent(byte[] seed, Random chance)
    {
        var body = seed.ToList();
        for (var bend = chance.Next(1, 5); bend > 0 && body.Count > 0; bend--)
        {
            var at = chance.Next(body.Count);
            switch (chance.Next(6))
            {
                case 0:
                    body.RemoveRange(at, Math.Min(chance.Next(1, 9), body.Count - at));
                    break;
                case 1:
                    body.Insert(at, (byte)Letters[chance.Next(Letters.Length)]);
                    break;
                case 2:
                    body[at] = (byte)chance.Next(256);
                    break;
                case 3:
                    body.InsertRange(at, body.GetRange(at, Math.Min(chance.Next(1, 20), body.Count - at)));
                    break;
                case 4:
                    body.InsertRange(at, "99999999999999999999999999999999"u8[..chance.Next(26, 33)].ToArray());
                    break;
                default:
                    (body[at], body[^1]) = (body[^1], body[at]);
                    break;
            }
        }

        return [.. body];
    }
}
