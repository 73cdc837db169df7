using Signalbox.Strategies.Gates.Language;
using Xunit;

namespace Signalbox.Tests.Strategies.Gates;

public sealed class GateLanguageTests
{
    private readonly FakeFacts facts = new()
    {
        ["signal.action"] = GateValue.Of("buy"),
        ["market.bid"] = GateValue.Of(100m),
        ["market.ask"] = GateValue.Of(101m),
        ["position.quantity"] = GateValue.Of(0m),
        ["performance.losses_in_a_row"] = GateValue.Of(2m),
        ["extras.rsi"] = GateValue.Of("62.5"),
        ["extras.trend.direction"] = GateValue.Of("UP"),
        ["extras.RSI 14"] = GateValue.Of(41m),
        ["extras.confirmed"] = GateValue.Of(true),
        ["scores.model"] = GateValue.Of(0.8m),
        ["win_rate(10)"] = GateValue.Of(0.6m),
    };

    [Theory]
    [InlineData("1 + 2 * 3 == 7", "true")]
    [InlineData("(1 + 2) * 3 == 9", "true")]
    [InlineData("10 - 4 - 3 == 3", "true")]
    [InlineData("-2 * -3 == 6 and 7 % 4 == 3", "true")]
    [InlineData("not 1 > 2 and true", "true")]
    [InlineData("true or false and false", "true")]
    [InlineData("market.ask - market.bid <= 1", "true")]
    [InlineData("signal.action in (\"buy\", 'add')", "true")]
    [InlineData("signal.action not in (\"buy\", \"add\")", "false")]
    [InlineData("signal.action == \"BUY\"", "true")]
    [InlineData("performance.losses_in_a_row between 1 and 2", "true")]
    [InlineData("performance.losses_in_a_row not between 1 and 2", "false")]
    [InlineData("extras.rsi < 70", "true")]
    [InlineData("extras.trend.direction == \"up\"", "true")]
    [InlineData("extras[\"RSI 14\"] > 40", "true")]
    [InlineData("extras.confirmed and true", "true")]
    [InlineData("number(extras.rsi) == 62.5", "true")]
    [InlineData("min(3, 1, 2) == 1 and max(3, 1, 2) == 3 and abs(-4) == 4", "true")]
    [InlineData("round(2.345, 2) == 2.35 and round(2.5) == 3 and clamp(7, 0, 5) == 5", "true")]
    [InlineData("if(position.quantity == 0, 1, 0.25)", "1")]
    [InlineData("scores.model * 0.5 + win_rate(10) * 0.5", "0.7")]
    [InlineData("hour(\"Europe/Berlin\") == 23 and weekday(\"Asia/Tokyo\") == \"tuesday\" and minute(\"UTC\") == 30", "true")]
    public void Run_OfWhatIsKnown(string expression, string expected) => Assert.Equal(expected, Run(expression).ToString());

    [Theory]
    [InlineData("extras.macd > 0", "missing")]
    [InlineData("extras.macd ?? 1 > 0", "true")]
    [InlineData("extras.macd is missing", "true")]
    [InlineData("extras.rsi is not missing", "true")]
    [InlineData("extras.macd > 0 and false", "false")]
    [InlineData("false and extras.macd > 0", "false")]
    [InlineData("extras.macd > 0 and true", "missing")]
    [InlineData("extras.macd > 0 or true", "true")]
    [InlineData("extras.macd > 0 or false", "missing")]
    [InlineData("not extras.macd > 0", "missing")]
    [InlineData("extras.trend.direction > 1", "missing")]
    [InlineData("1 / 0 > 1", "missing")]
    [InlineData("1 % 0 > 1", "missing")]
    [InlineData("79228162514264337593543950335 * 10 > 1", "missing")]
    [InlineData("if(extras.macd > 0, 1, 0)", "missing")]
    [InlineData("if(true, missing, 1)", "missing")]
    [InlineData("min(1, extras.macd) < 5", "missing")]
    [InlineData("extras.macd ?? extras.other ?? extras.rsi > 60", "true")]
    [InlineData("extras.macd in (1, 2)", "missing")]
    [InlineData("profit(5) > 0", "missing")]
    public void Run_OfWhatIsMissing(string expression, string expected) => Assert.Equal(expected, Run(expression).ToString());

    [Theory]
    [InlineData("market.bid < ", 1, 14, "Expected a value: a number, a text, a field, a function or ( and found the end.", null)]
    [InlineData("market.bid < 5 5", 1, 16, "Expected the end, or an operator such as and, or, < and found 5.", null)]
    [InlineData("market.bid > 1 adn true", 1, 16, "Expected the end, or an operator such as and, or, < and found adn.", "Did you mean and?")]
    [InlineData("market.bid = 5", 1, 12, "= is not part of this language.", "Write ==.")]
    [InlineData("true &&\nfalse", 1, 6, "&& is not part of this language.", "Write and.")]
    [InlineData("true\nand !false", 2, 5, "! is not part of this language.", "Write not.")]
    [InlineData("market.bid <> 5", 1, 12, "<> is not part of this language.", "Write !=.")]
    [InlineData("1 < market.bid < 5", 1, 16, "A second comparison follows the first.", "Write x between a and b, or join two comparisons with and.")]
    [InlineData("(true", 1, 6, "Expected ) and found the end.", null)]
    [InlineData("signal.action == \"buy", 1, 18, "A text that begins here does not end on its line.", null)]
    [InlineData("market.bdi > 1", 1, 1, "The field market.bdi is not known.", "Did you mean market.bid?")]
    [InlineData("rsi > 1", 1, 1, "The field rsi is not known.", "What the sender adds is extras.rsi.")]
    [InlineData("mim(1, 2) > 1", 1, 1, "There is no function mim.", "Did you mean min?")]
    [InlineData("min(1) > 1", 1, 1, "min does not take 1 value(s).", "Write min(a, b, …).")]
    [InlineData("signal.action > 1", 1, 1, "Expected a number and found a text.", null)]
    [InlineData("market.bid and true", 1, 1, "Expected a condition and found a number.", null)]
    [InlineData("true and market.bid", 1, 10, "Expected a condition and found a number.", null)]
    [InlineData("market.bid == \"1\"", 1, 15, "Expected a number and found a text.", null)]
    [InlineData("extras.a == extras.b", 1, 1, "It is not known whether this compares numbers, texts or flags.", "Write number(extras.a), text(…) or flag(…).")]
    [InlineData("market.bid == missing", 1, 12, "Nothing equals missing.", "Write x is missing.")]
    [InlineData("signal.action", 1, 1, "A gate is a condition or a number from 0 to 1, and this is a text.", null)]
    [InlineData("hour(\"Mars/Olympus\") > 1", 1, 6, "hour needs the name of a time zone.", null)]
    [InlineData("win_rate(0) > 1", 1, 10, "win_rate needs a whole number from 1 to 50 here.", null)]
    [InlineData("win_rate(market.bid) > 1", 1, 10, "win_rate needs a whole number from 1 to 50 here.", null)]
    [InlineData("extras > 1", 1, 1, "extras needs the name of one of them.", null)]
    [InlineData("scores.modle > 0.5", 1, 1, "There is no scorer modle beside this gate.", "Did you mean scores.model?")]
    [InlineData("market.bid > 1 ?? true", 1, 19, "Expected a number and found a condition.", "?? binds tighter than a comparison: put the comparison in parentheses.")]
    [InlineData("99999999999999999999999999999999 > 1", 1, 1, "99999999999999999999999999999999 is too large a number.", null)]
    [InlineData("market.bid > 1 # note", 1, 16, "The character # has no meaning here.", null)]
    public void Compile_OfAMistake_SaysWhereAndWhatToDo(string expression, int line, int column, string message, string? suggestion)
    {
        var compiled = GateProgram.Compile(expression, ["model"]);

        Assert.Null(compiled.Program);
        var first = compiled.Errors[0];
        Assert.Equal((line, column, message, suggestion), (first.Line, first.Column, first.Message, first.Suggestion));
    }

    [Fact]
    public void Compile_OfSeveralWrongNames_ListsThemAll()
    {
        var errors = GateProgram.Compile("market.bdi > 1 and signal.acton == \"buy\" and foo(1)").Errors;
        Assert.Equal([1, 20, 46], errors.Select(error => error.Column));
    }

    [Fact]
    public void Compile_BeyondItsBounds_IsRefused()
    {
        Assert.Contains("1001 characters", Message($"{new string(' ', 997)}true"), StringComparison.Ordinal);
        Assert.Contains("nested deeper than 32", Message($"{new string('(', 40)}true{new string(')', 40)}"), StringComparison.Ordinal);
        Assert.Contains("nested deeper than 32", Message($"{string.Concat(Enumerable.Repeat("not ", 40))}true"), StringComparison.Ordinal);
        Assert.Contains("nested deeper than 32", Message($"{new string('-', 40)}1 > 0"), StringComparison.Ordinal);
        Assert.Contains("more than 200 parts", Message(string.Join('+', Enumerable.Repeat("1", 101))), StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_NameWhatWasLookedUpOnce()
    {
        var program = GateProgram.Compile("extras.rsi < 70 and market.bid > 1 and extras.rsi > win_rate(10)").Program!;
        Assert.Equal("extras.rsi=62.5 market.bid=100 win_rate(10)=0.6", string.Join(' ', program.Inputs(facts).Select(input => $"{input.Name}={input.Value}")));
        Assert.True(program.UsesMarket);
        Assert.Empty(program.Scores);
        Assert.Equal(["model"], GateProgram.Compile("scores.model > 0.5").Program!.Scores);
    }

    private static string Message(string expression) => GateProgram.Compile(expression).Errors.Single().Message;

    private GateValue Run(string expression)
    {
        var compiled = GateProgram.Compile(expression, ["model"]);
        Assert.True(compiled.Program is not null, string.Join(' ', compiled.Errors));
        return compiled.Program!.Run(facts);
    }
}
