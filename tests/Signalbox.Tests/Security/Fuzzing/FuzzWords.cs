namespace Signalbox.Tests.Security.Fuzzing;

/// <summary>What stands where something else is expected. A fixed list, so that what a run leaves behind is bounded.</summary>
internal static class FuzzWords
{
    public static readonly string[] Texts =
    [
        "", " ", "demo", "paper", "x", "BTCUSDT", "ETHUSDT", "signalbox", "admin", "true", "null", "-1", "0", "1e309", "NaN", "0.1", "100", "9223372036854775808",
        "2026-01-31T12:00:00Z", "9999-12-31T23:59:59.9999999+14:00", "0000-00-00", "UTC", "Europe/Berlin", "market", "limit", "buy", "10.0.0.0/8", "tradingview",
        "'; DROP TABLE strategies; --", "\" OR 1=1", "../../../etc/passwd", "..%2f..%2f", "{{7*7}}", "${jndi:ldap://x}", "<script>alert(1)</script>", "%00", "\0", "\r\nSet-Cookie: a=b",
        "ünïcode “q” 😀", "\ud800", "\u202e", new('a', 101), new('b', 5_000), "[]", "{}", "{\"$type\":\"x\"}", "http://169.254.169.254/", "file:///etc/passwd", "sbx_", "*",
    ];

    public static readonly string[] Tokens = ["", "sbx_", "sbx_wrong", "x", new('y', 4_000)];

    /// <summary>What the demo has.</summary>
    public static readonly string[] Names = ["demo", "paper", "BTCUSDT", "ETHUSDT"];

    public static readonly string[] Numbers =
    [
        "0", "1", "-1", "2", "60", "1000", "2147483647", "2147483648", "-9223372036854775808", "9223372036854775808", "0.5", "1e3", "1e400", "-0", "79228162514264337593543950336", "0.00000000000000000000000000001",
    ];

    /// <summary>JSON that fits nowhere.</summary>
    public static readonly string[] Junk =
        ["null", "true", "\"\"", "[]", "{}", "[[[[[[[[[[]]]]]]]]]]", "\"\\u0000\"", "\"\\ud800\"", "{\"a\":1,\"a\":2}", "1e999", "[null]", "{\"\":null}", "\"🂡\""];

    /// <summary>Bytes that break a text.</summary>
    public static readonly byte[][] Breaks = [[0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], "\""u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), ","u8.ToArray(), "\\"u8.ToArray(), "/*"u8.ToArray()];

    public static readonly string[] MediaTypes = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "application/json; charset=utf-16", "image/png"];
}
