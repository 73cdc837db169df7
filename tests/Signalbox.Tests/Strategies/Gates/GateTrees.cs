using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Gates.Language;

namespace Signalbox.Tests.Strategies.Gates;

/// <summary>Random trees of the right types, and random facts with everything that may be odd.</summary>
internal sealed class GateTrees(Random chance)
{
    private static readonly decimal[] OddNumbers = [0m, 1m, 0.5m, decimal.MaxValue, 0.0000000000000000000000000001m, 12345.6789m];
    private static readonly string[] OddTexts = ["", "buy", "long", "1.5", "true", "he said \"no\" \\ it's", "ß∑"];

    public GateNode Flag(int depth) => depth <= 0 ? FlagLeaf() : chance.Next(9) switch
    {
        0 => new GateNode.Not(Flag(depth - 1), default),
        1 => Binary(GateOperator.And, Flag(depth - 1), Flag(depth - 1)),
        2 => Binary(GateOperator.Or, Flag(depth - 1), Flag(depth - 1)),
        3 => Binary((GateOperator)chance.Next((int)GateOperator.Less, (int)GateOperator.Add), Number(depth - 1), Number(depth - 1)),
        4 => Binary(GateOperator.NotEqual, Words(depth - 1), Words(depth - 1)),
        5 => new GateNode.Between(Number(depth - 1), Number(depth - 1), Number(depth - 1), Coin, default),
        6 => new GateNode.OneOf(Number(depth - 1), [Number(depth - 1), Number(depth - 1)], Coin, default),
        7 => new GateNode.IsMissing(Number(depth - 1), Coin, default),
        _ => Binary(GateOperator.Else, Flag(depth - 1), Flag(depth - 1)),
    };

    public GateNode Number(int depth) => depth <= 0 ? NumberLeaf() : chance.Next(5) switch
    {
        0 => new GateNode.Minus(Number(depth - 1), default),
        1 => Binary((GateOperator)chance.Next((int)GateOperator.Add, (int)GateOperator.Else + 1), Number(depth - 1), Number(depth - 1)),
        2 => new GateNode.Call(Coin ? "min" : "clamp", [Number(depth - 1), Number(depth - 1), Number(depth - 1)], default),
        3 => new GateNode.Call("round", [Number(depth - 1), new GateNode.Number(chance.Next(11), default)], default),
        _ => new GateNode.Call("if", [Flag(depth - 1), Number(depth - 1), Number(depth - 1)], default),
    };

    public FakeFacts Facts()
    {
        var facts = new FakeFacts { Now = DateTimeOffset.UnixEpoch.AddSeconds(chance.NextInt64(4_000_000_000)) };
        foreach (var field in GateFields.All)
        {
            facts[field.Name] = chance.Next(3) == 0 ? GateValue.Missing : ValueOf(field.Type);
        }

        facts["extras.a"] = ValueOf((GateType)chance.Next(3));
        facts["extras.b c"] = ValueOf((GateType)chance.Next(3));
        facts["scores.model"] = ValueOf(GateType.Number);
        return facts;
    }

    private bool Coin => chance.Next(2) == 0;

    private GateNode Words(int depth) => depth <= 0 || Coin
        ? new GateNode.Words(Pick(OddTexts), default)
        : new GateNode.Call("text", [Number(depth - 1)], default);

    private GateNode FlagLeaf() => chance.Next(3) switch
    {
        0 => new GateNode.Flag(Coin, default),
        1 => Field(GateType.Flag),
        _ => new GateNode.Call("flag", [new GateNode.Field(["extras", "a"], default)], default),
    };

    private GateNode NumberLeaf() => chance.Next(5) switch
    {
        0 => new GateNode.Number(Pick(OddNumbers), default),
        1 => Field(GateType.Number),
        2 => new GateNode.Call("number", [new GateNode.Field(["extras", "b c"], default)], default),
        3 => new GateNode.Field(["scores", "model"], default),
        _ => new GateNode.Call("win_rate", [new GateNode.Number(chance.Next(1, 51), default)], default),
    };

    private GateNode Field(GateType type)
    {
        var fields = GateFields.All.Where(field => field.Type == type).ToList();
        return new GateNode.Field([.. fields[chance.Next(fields.Count)].Name.Split('.')], default);
    }

    private static GateNode Binary(GateOperator each, GateNode left, GateNode right) => new GateNode.Binary(each, left, right, default);

    private GateValue ValueOf(GateType type) => type switch
    {
        GateType.Number => GateValue.Of(Coin ? -Pick(OddNumbers) : Pick(OddNumbers)),
        GateType.Text => GateValue.Of(Pick(OddTexts)),
        _ => GateValue.Of(Coin),
    };

    private T Pick<T>(T[] choices) => choices[chance.Next(choices.Length)];
}
