using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Signalbox.Signals;

namespace Signalbox.Server.Intake;

/// <summary>A body read up to its bound, whatever its content type says it is.</summary>
internal sealed class WebhookBody : IDisposable
{
    public const int BytesMax = 256 * 1024;

    /// <summary>What is kept of a body that is too large, so that its sender can recognise it.</summary>
    private const int KeptOfTooLarge = 4 * 1024;

    public static readonly Refusal TooLarge = new(
        "payload-too-large", $"The body is larger than {BytesMax / 1024} KB. A signal is a few hundred bytes: check what your tool sends.");

    private readonly byte[] buffer;
    private readonly int length;

    private WebhookBody(byte[] buffer, int length, bool isTooLarge)
    {
        this.buffer = buffer;
        this.length = length;
        IsTooLarge = isTooLarge;
    }

    public bool IsTooLarge { get; }

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>As it is kept with the signal.</summary>
    public string Text => Encoding.UTF8.GetString(buffer, 0, length);

    public static async Task<WebhookBody> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The bound below answers in our words and keeps the beginning.
            limit.MaxRequestBodySize = null;
        }

        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancel);
            if (read.Buffer.Length > BytesMax)
            {
                return Take(reader, read.Buffer.Slice(0, KeptOfTooLarge), isTooLarge: true);
            }

            if (read.IsCompleted)
            {
                return Take(reader, read.Buffer, isTooLarge: false);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private static WebhookBody Take(PipeReader reader, ReadOnlySequence<byte> bytes, bool isTooLarge)
    {
        var length = (int)bytes.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
        bytes.CopyTo(buffer);
        reader.AdvanceTo(bytes.End);
        return new(buffer, length, isTooLarge);
    }
}
