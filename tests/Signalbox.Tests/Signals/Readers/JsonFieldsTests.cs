using System.Collections.Frozen;
using System.Text;
using Signalbox.Signals.Readers.Json;
using Xunit;

namespace Signalbox.Tests.Signals.Readers;

public sealed class JsonFieldsTests
{
    private static readonly FrozenDictionary<string, int> Words =
        new Dictionary<string, int> { ["one"] = 1, ["two"] = 2 }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    [Theory]
    [InlineData("""{"a":"x"}""", "x")]
    [InlineData("""{"\u0061":"\u0078"}""", "x")]
    [InlineData("""{"a":"y","b":{"a":"z"},"a" : "x" }""", "x")]
    [InlineData("""{"c":[1,{"a":"]}"}],"a":"x"}""", "x")]
    [InlineData("""{"a":12.50}""", "12.50")]
    [InlineData("""{"a":null}""", null)]
    [InlineData("""{"a":"  "}""", null)]
    [InlineData("""{"A":"x"}""", null)]
    public void Text_IsFoundByItsExactName(string json, string? expected) => Assert.Equal(expected, Of(json).Text("a", 10, "wrong"));

    [Theory]
    [InlineData("""{"a":1.5}""", "1.5", null)]
    [InlineData("""{"a":"1.5"}""", "1.5", null)]
    [InlineData("""{"a":" 1.5 "}""", "1.5", null)]
    [InlineData("""{"a":1e2}""", "100", null)]
    [InlineData("""{"a":""}""", null, null)]
    [InlineData("""{"a":"NaN"}""", null, "wrong")]
    [InlineData("""{"a":"1,000"}""", null, "wrong")]
    [InlineData("""{"a":true}""", null, "wrong")]
    [InlineData("""{"a":1e999}""", null, "number-out-of-range")]
    public void Number_IsANumberOrTheTextOfOne(string json, string? expected, string? code)
    {
        var fields = Of(json);
        var number = fields.Number("a", "wrong");
        Assert.Equal((expected, code), (number is { } read ? Signalbox.Text.Decimals.Canonical(read) : null, fields.Refusal?.Code));
    }

    [Fact]
    public void Word_Unknown_NamesTheNearest()
    {
        var fields = Of("""{"a":"tow"}""");
        Assert.Null(fields.Word("a", Words, "wrong", "one or two"));
        Assert.Equal("""The field a is "tow". Send one or two. Did you mean two?""", fields.Refusal?.Message);
        Assert.Equal(2, Of("""{"a":" TWO "}""").Word("a", Words, "wrong", "one or two"));
    }

    [Fact]
    public void Refusal_InsideAnObject_TellsTheWholePath()
    {
        var fields = Of("""{"list":[{},{"deep":{"a":"x"}}]}""");
        fields.Objects("list", 5, "wrong")[1].Object("deep", "wrong")!.Number("a", "not-a-number");
        Assert.Equal(("not-a-number", "list[1].deep.a"), (fields.Refusal?.Code, fields.Refusal?.Field));
    }

    [Fact]
    public void Unread_HoldsWhatNobodyAskedFor()
    {
        var fields = Of("""{"a":1,"b":{"c":[1,2]},"d":"x"}""");
        fields.Number("a", "wrong");
        Assert.Equal("""{"b":{"c":[1,2]},"d":"x"}""", fields.Unread()?.GetRawText());
    }

    [Theory]
    [InlineData("\"2026-01-05T10:00:00Z\"", "2026-01-05T10:00:00")]
    [InlineData("\"2026-01-05T11:00:00+01:00\"", "2026-01-05T10:00:00")]
    [InlineData("1767607200", "2026-01-05T10:00:00")]
    [InlineData("\"1767607200000\"", "2026-01-05T10:00:00")]
    [InlineData("\"yesterday\"", null)]
    [InlineData("17", null)]
    public void Time_IsIsoOrSecondsOrMilliseconds(string written, string? expected)
    {
        var fields = Of($$"""{"time":{{written}}}""");
        var time = fields.Time("time")?.ToUniversalTime().ToString("s", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, time);
        Assert.Equal(expected is null, fields.Unread() is not null);
    }

    private static JsonFields Of(string json) => new(JsonBody.Parse(Encoding.UTF8.GetBytes(json)).Root!.Value);
}
