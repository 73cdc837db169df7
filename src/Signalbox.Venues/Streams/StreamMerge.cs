using System.Runtime.CompilerServices;

namespace Signalbox.Venues.Streams;

/// <summary>Reads several streams as one. Each moves on only when what it brought last has been read.</summary>
public static class StreamMerge
{
    public static async IAsyncEnumerable<T> OfAsync<T>(IReadOnlyList<IAsyncEnumerable<T>> streams, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var readers = streams.Select(stream => stream.GetAsyncEnumerator(leaving.Token)).ToList();
        var moves = readers.ConvertAll(reader => reader.MoveNextAsync().AsTask());
        try
        {
            while (moves.Count > 0)
            {
                var index = moves.IndexOf(await Task.WhenAny(moves));
                if (!await moves[index])
                {
                    moves.RemoveAt(index);
                    await readers[index].DisposeAsync();
                    readers.RemoveAt(index);
                    continue;
                }

                yield return readers[index].Current;
                moves[index] = readers[index].MoveNextAsync().AsTask();
            }
        }
        finally
        {
            await leaving.CancelAsync();
            await Task.WhenAll(moves).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            foreach (var reader in readers)
            {
                await reader.DisposeAsync();
            }
        }
    }
}
