using System.Text;

namespace Signalbox.Tests.Signals.Readers;

/// <summary>Bodies as senders write them, with damage done to them: cut, repeated, spliced, with bytes and words changed.</summary>
internal sealed class BodyMutations(int seed)
{
    private const int BytesMax = 8 * 1024;

    private static readonly byte[][] Sound =
    [
        .. new[]
        {
            """{"ticker":"AAPL","action":"buy","sentiment":"long","quantity":"10","price":"191.25","time":"2025-06-18T14:30:00Z","interval":"5"}""",
            """{"ticker":"SPY 240510C68","action":"exit","quantityType":"percent_of_position","quantity":50,"extras":{"a":[1,2,{"b":"c"}]}}""",
            """{"ticker":"MNQU2025","action":"buy","orderType":"trailing_stop","trailPercent":1,"takeProfit":{"amount":"20"},"stopLoss":{"type":"stop","amount":"10"}}""",
            """{"ticker":"BTCUSD","action":"breakeven","breakevenOffset":0.5,"cancelAfter":30,"delay":1,"bidAskSpreadFilter":0.1}""",
            """{"v":1,"ticker":"BTCUSDT","action":"buy","size":{"quantity":"1","type":"risk_percent"},"order":{"type":"limit","limitPrice":"5"},"takeProfit":{"targets":[{"percent":"1","sharePercent":"50"},{"limitPrice":"9"}]},"stopLoss":{"type":"trailing_stop","trailPercent":"1","trailFromPrice":"7"},"timing":{"goodTill":"2026-01-05T10:00:00Z"}}""",
            """[{"v":1,"ticker":"A","action":"cancel"},{"v":1,"ticker":"A","action":"target","targetPosition":"-1"}]""",
            """[{"ticker":"A","action":"cancel"},{"ticker":"A","action":"buy"}]""",
            "{“ticker”: “TSLA”, “action”: “buy”,}",
            "'{\"ticker\":\"A\",\"action\":\"sell\"}'",
            "\"{\\\"ticker\\\":\\\"A\\\",\\\"action\\\":\\\"sell\\\"}\"",
            """{"ticker":"{{ticker}}","action":"{{strategy.order.action}}","price":"%last_price%"}""",
            "market long 0.01 sl off 2% tp off 5%",
            "binance BTCUSDT stop 66000 limit 66100 buy r1% sl @64000 tp 2% 50% tp 4% 50% be after tp1",
            "@acc \"SPY 240510C68\" buy 1 post gtc lev 5x ttl 60s delay 2s id \"a b\" extras {\"x\":{\"y\":\"}\"}}",
            "BTCUSDT cancel all; buy $500\n  trail 1% from 2%\n& slip 0.5% # remark\nETHUSDT close 50%p",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "\"", "{", "}", "[", "]", ",", ":", "\\", "\\u0000", "\\ud800", "'", "“", "{{", "}}", "%", "@", "$", "&", ";", "#", "\n", "\t", "\0", "\uFEFF",
            "null", "true", "1e999", "-0", "0.0000000000000000000000000001", "79228162514264337593543950335", "99999999999999999999999999999999999", "NaN", "1,5",
            "\"v\":1,", "\"action\":\"buy\"", "\"ticker\":\"X\"", "buy", "sell", "sl", "tp", "trail", "limit", "stop", "target", "off", "5%", "@5", "be after tp", "extras {", "\u00A0", "😀",
            "{\"a\":{\"a\":{\"a\":", "[[[[[[[[", "\"\"", "sent 2026-01-05", "lev 5x", "100000000000000000000ms",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private readonly Random random = new(seed);

    public byte[] Next()
    {
        var body = Sound[random.Next(Sound.Length)].ToList();
        for (var changes = random.Next(0, 6); changes > 0; changes--)
        {
            Change(body);
        }

        return [.. body.Take(BytesMax)];
    }

    private void Change(List<byte> body)
    {
        var at = random.Next(body.Count + 1);
        var length = Math.Min(random.Next(1, 20), body.Count - at);
        switch (random.Next(8))
        {
            case 0:
                body.RemoveRange(at, length);
                break;
            case 1:
                body.InsertRange(at, Words[random.Next(Words.Length)]);
                break;
            case 2:
                body.InsertRange(random.Next(body.Count + 1), body.GetRange(at, length));
                break;
            case 3 when length > 0:
                body[at] = (byte)random.Next(256);
                break;
            case 4:
                body.RemoveRange(at, body.Count - at);
                break;
            case 5:
                var other = Sound[random.Next(Sound.Length)];
                body.InsertRange(at, other.AsSpan(random.Next(other.Length)));
                break;
            case 6 when length > 0:
                body[at] ^= (byte)(1 << random.Next(8));
                break;
            case 7:
                body.InsertRange(at, Enumerable.Repeat(Words[random.Next(Words.Length)], random.Next(1, 200)).SelectMany(word => word));
                break;
        }
    }
}
