using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Signalbox.Identity;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>
/// Knows from memory that a key was never used. Nearly every signal brings a new one, and looking into the file for it costs
/// more than reading the signal. It errs one way only: of a key it does not rule out, the file is asked (a Bloom filter).
/// </summary>
internal sealed class SqliteUsedKeys : IDisposable
{
    // 2 MB: one new key in a thousand is looked up with a million in the file, one in four with four millions.
    private const int Bits = 1 << 24;
    private const int Probes = 6;
    private const int KeysBetweenLooks = 1_024;

    private readonly int[] bits = new int[Bits / 32];
    private readonly CancellationTokenSource stopping = new();
    private Task loading = Task.CompletedTask;
    private volatile bool isComplete;

    /// <summary>Ends when the keys of the file are known, or when they could not be read: then the file is always asked.</summary>
    internal Task Loading => loading;

    /// <summary>Reads the keys in the file, elsewhere. Whatever is written from now on has to be added.</summary>
    public void Load(string file, ILogger log) => loading = Task.Run(() => LoadNow(file, log));

    public void Add(StrategyId scope, string key)
    {
        var (first, step) = HashesOf(scope, key);
        for (var probe = 0; probe < Probes; probe++)
        {
            var at = PlaceOf(first, step, probe);
            Interlocked.Or(ref bits[at >> 5], 1 << (at & 31));
        }
    }

    public bool MayHold(StrategyId scope, string key)
    {
        if (!isComplete)
        {
            return true;
        }

        var (first, step) = HashesOf(scope, key);
        for (var probe = 0; probe < Probes; probe++)
        {
            var at = PlaceOf(first, step, probe);
            if ((Volatile.Read(ref bits[at >> 5]) & (1 << (at & 31))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose()
    {
        stopping.Cancel();
        loading.GetAwaiter().GetResult();
        stopping.Dispose();
    }

    private void LoadNow(string file, ILogger log)
    {
        try
        {
            using var connection = SqliteConnections.OpenReader(file);
            using var all = new SqliteStatement(connection, "SELECT scope, key FROM unique_keys");
            for (var count = 1; all.Step(); count++)
            {
                Add(new(all.Text(0)), all.Text(1));
                if (count % KeysBetweenLooks == 0 && stopping.IsCancellationRequested)
                {
                    return;
                }
            }

            isComplete = true;
        }
        catch (SqliteException failure)
        {
            SqliteLog.KeysNotRead(log, file, failure);
        }
    }

    private static int PlaceOf(uint first, uint step, int probe) => (int)((first + ((uint)probe * step)) % Bits);

    private static (uint First, uint Step) HashesOf(StrategyId scope, string key)
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(scope.Value.AsSpan()));
        hash.AddBytes(MemoryMarshal.AsBytes(key.AsSpan()));
        return ((uint)hash.ToHashCode(), (uint)string.GetHashCode(key) | 1);
    }
}
