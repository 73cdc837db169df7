using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// A value of an action, written once as JSON and once as MessagePack from the same tree: the venue packs what it reads, in
/// the order it reads it, and a field in another place is another hash and so another signer.
/// </summary>
public abstract record HyperliquidValue
{
    private HyperliquidValue()
    {
    }

    public static implicit operator HyperliquidValue(string text) => new Text(text);

    public static implicit operator HyperliquidValue(long number) => new Whole(number);

    public static implicit operator HyperliquidValue(bool flag) => new Flag(flag);

    public static HyperliquidValue List(IEnumerable<HyperliquidValue> items) => new Sequence([.. items]);

    /// <summary>Fields in the order they are given; those that are null are left out.</summary>
    public static HyperliquidValue Map(params ReadOnlySpan<(string Name, HyperliquidValue? Value)> fields)
    {
        var kept = new List<(string, HyperliquidValue)>(fields.Length);
        foreach (var (name, value) in fields)
        {
            if (value is not null)
            {
                kept.Add((name, value));
            }
        }

        return new Fields(kept);
    }

    public ReadOnlyMemory<byte> Pack()
    {
        var bytes = new List<byte>(256);
        Pack(bytes);
        return bytes.ToArray();
    }

    public string ToJson()
    {
        var text = new StringBuilder(512);
        Write(text);
        return text.ToString();
    }

    internal abstract void Write(StringBuilder json);

    internal abstract void Pack(List<byte> bytes);

    private static void Head(List<byte> bytes, byte mark, ReadOnlySpan<byte> bigEndian)
    {
        bytes.Add(mark);
        bytes.AddRange(bigEndian);
    }

    private static void PackCount(List<byte> bytes, int count, byte few, byte many)
    {
        if (count < 16)
        {
            bytes.Add((byte)(few | count));
            return;
        }

        Head(bytes, many, [(byte)(count >> 8), (byte)count]);
    }

    private sealed record Text(string Value) : HyperliquidValue
    {
        internal override void Write(StringBuilder json) => json.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Value)).Append('"');

        internal override void Pack(List<byte> bytes)
        {
            var text = Encoding.UTF8.GetBytes(Value);
            if (text.Length < 32) bytes.Add((byte)(0xA0 | text.Length));
            else if (text.Length < 256) Head(bytes, 0xD9, [(byte)text.Length]);
            else Head(bytes, 0xDA, [(byte)(text.Length >> 8), (byte)text.Length]);
            bytes.AddRange(text);
        }
    }

    private sealed record Whole(long Value) : HyperliquidValue
    {
        internal override void Write(StringBuilder json) => json.Append(Value.ToString(CultureInfo.InvariantCulture));

        internal override void Pack(List<byte> bytes)
        {
            Span<byte> whole = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(whole, Value);
            switch (Value)
            {
                case >= 0 and < 128 or < 0 and >= -32:
                    bytes.Add((byte)Value);
                    break;
                case >= 0:
                    var (mark, size) = Value switch { <= byte.MaxValue => (0xCC, 1), <= ushort.MaxValue => (0xCD, 2), <= uint.MaxValue => (0xCE, 4), _ => (0xCF, 8) };
                    Head(bytes, (byte)mark, whole[^size..]);
                    break;
                default:
                    var (negative, length) = Value switch { >= sbyte.MinValue => (0xD0, 1), >= short.MinValue => (0xD1, 2), >= int.MinValue => (0xD2, 4), _ => (0xD3, 8) };
                    Head(bytes, (byte)negative, whole[^length..]);
                    break;
            }
        }
    }

    private sealed record Flag(bool Value) : HyperliquidValue
    {
        internal override void Write(StringBuilder json) => json.Append(Value ? "true" : "false");

        internal override void Pack(List<byte> bytes) => bytes.Add(Value ? (byte)0xC3 : (byte)0xC2);
    }

    private sealed record Sequence(IReadOnlyList<HyperliquidValue> Items) : HyperliquidValue
    {
        internal override void Write(StringBuilder json)
        {
            json.Append('[');
            for (var index = 0; index < Items.Count; index++)
            {
                json.Append(index > 0 ? "," : "");
                Items[index].Write(json);
            }

            json.Append(']');
        }

        internal override void Pack(List<byte> bytes)
        {
            PackCount(bytes, Items.Count, 0x90, 0xDC);
            foreach (var item in Items)
            {
                item.Pack(bytes);
            }
        }
    }

    private sealed record Fields(IReadOnlyList<(string Name, HyperliquidValue Value)> All) : HyperliquidValue
    {
        internal override void Write(StringBuilder json)
        {
            json.Append('{');
            for (var index = 0; index < All.Count; index++)
            {
                json.Append(index > 0 ? ",\"" : "\"").Append(All[index].Name).Append("\":");
                All[index].Value.Write(json);
            }

            json.Append('}');
        }

        internal override void Pack(List<byte> bytes)
        {
            PackCount(bytes, All.Count, 0x80, 0xDE);
            foreach (var (name, value) in All)
            {
                new Text(name).Pack(bytes);
                value.Pack(bytes);
            }
        }
    }
}
