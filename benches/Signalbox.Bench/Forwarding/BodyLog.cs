using System.Threading.Channels;

namespace Signalbox.Bench.Forwarding;

/// <summary>The least a durable forwarder can do: bodies that wait together are appended and synced together.</summary>
internal sealed class BodyLog(string path)
{
    private readonly Channel<(byte[] Body, TaskCompletionSource Durable)> waiting =
        Channel.CreateBounded<(byte[], TaskCompletionSource)>(new BoundedChannelOptions(16_384) { SingleReader = true });

    public async Task AppendAsync(byte[] body)
    {
        var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await waiting.Writer.WriteAsync((body, durable));
        await durable.Task;
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        var batch = new List<(byte[] Body, TaskCompletionSource Durable)>();
        var length = 0L;
        while (await waiting.Reader.WaitToReadAsync(cancel))
        {
            while (waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            RandomAccess.Write(file, batch.ConvertAll(each => new ReadOnlyMemory<byte>(each.Body)), length);
            RandomAccess.FlushToDisk(file);
            length += batch.Sum(each => (long)each.Body.Length);
            batch.ForEach(each => each.Durable.SetResult());
            batch.Clear();
        }
    }
}
