using System.Net;
using System.Net.Sockets;

namespace Signalbox.Tests.Storage.Postgres;

/// <summary>Stands between the journal and PostgreSQL and cuts the line around one COMMIT.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly (string Host, int Port) server;
    private readonly Task accepting;
    private Cut armed;

    public CuttingProxy(string host, int port)
    {
        server = (host, port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public enum Cut
    {
        None,

        /// <summary>The server never hears of the COMMIT.</summary>
        BeforeCommit,

        /// <summary>The server commits; its answer is lost.</summary>
        AfterCommit,
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Cuts the line at the next COMMIT, once.</summary>
    public void Arm(Cut cut) => armed = cut;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                lines.Add(ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
            }
            catch (Exception closed) when (closed is OperationCanceledException or SocketException)
            {
                break;
            }
        }

        await Task.WhenAll(lines);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(server.Host, server.Port, stopping.Token);
        using var line = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var answers = PumpAsync(far.GetStream(), near.GetStream(), _ => false, line);
        var questions = PumpAsync(near.GetStream(), far.GetStream(), CutsHere, line);
        await Task.WhenAll(questions, answers);

        bool CutsHere(ReadOnlyMemory<byte> sent)
        {
            if (armed == Cut.None || sent.Span.IndexOf("COMMIT\0"u8) < 0)
            {
                return false;
            }

            if (armed == Cut.AfterCommit)
            {
                CommitUnheard(far, sent, line);
            }

            armed = Cut.None;
            return true;
        }
    }

    /// <summary>Stops passing answers on, sends the COMMIT and waits until the server has answered it.</summary>
    private static void CommitUnheard(TcpClient far, ReadOnlyMemory<byte> sent, CancellationTokenSource line)
    {
        line.Cancel();
        var stream = far.GetStream();
        stream.Write(sent.Span);
        var answer = new byte[64 * 1024];
        var length = 0;
        while (answer.AsSpan(0, length).IndexOf("COMMIT\0"u8) < 0)
        {
            var read = stream.Read(answer, length, answer.Length - length);
            if (read == 0)
            {
                throw new InvalidOperationException("PostgreSQL closed the line without answering the COMMIT.");
            }

            length += read;
        }
    }

    private static async Task PumpAsync(
        NetworkStream from, NetworkStream to, Func<ReadOnlyMemory<byte>, bool> cutsHere, CancellationTokenSource line)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, line.Token)) > 0)
            {
                if (cutsHere(buffer.AsMemory(0, read)))
                {
                    break;
                }

                await to.WriteAsync(buffer.AsMemory(0, read), line.Token);
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or IOException)
        {
            // One side is gone; the other is closed below.
        }

        await line.CancelAsync();
    }
}
