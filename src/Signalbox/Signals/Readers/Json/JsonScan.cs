using System.Buffers;

namespace Signalbox.Signals.Readers.Json;

/// <summary>Walks the fields or items of one object or array of a JSON text that was checked before.</summary>
internal ref struct JsonScan(ReadOnlySpan<byte> container)
{
    private static readonly SearchValues<byte> AfterScalar = SearchValues.Create(", \t\r\n}]"u8);
    private readonly ReadOnlySpan<byte> text = container;
    private int at = 1;

    /// <summary>The next field: its name with its quotes, and its value.</summary>
    public bool NextField(out Range name, out Range value)
    {
        if (!Seek())
        {
            (name, value) = (default, default);
            return false;
        }

        name = Take();
        SkipTo((byte)':');
        at++;
        SkipSpace();
        value = Take();
        return true;
    }

    public bool NextItem(out Range item)
    {
        if (!Seek())
        {
            item = default;
            return false;
        }

        item = Take();
        return true;
    }

    private bool Seek()
    {
        while (text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',')
        {
            at++;
        }

        return text[at] is not ((byte)'}' or (byte)']');
    }

    private void SkipSpace()
    {
        while (text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }
    }

    private void SkipTo(byte mark)
    {
        while (text[at] != mark)
        {
            at++;
        }
    }

    private Range Take()
    {
        var start = at;
        switch (text[at])
        {
            case (byte)'"':
                SkipText();
                break;
            case (byte)'{' or (byte)'[':
                SkipNested();
                break;
            default:
                at += text[at..].IndexOfAny(AfterScalar);
                break;
        }

        return start..at;
    }

    private void SkipText()
    {
        at++;
        while (true)
        {
            at += text[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (text[at] == (byte)'"')
            {
                at++;
                return;
            }

            at += 2;
        }
    }

    private void SkipNested()
    {
        var depth = 0;
        do
        {
            switch (text[at])
            {
                case (byte)'"':
                    SkipText();
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    break;
            }

            at++;
        }
        while (depth > 0);
    }
}
