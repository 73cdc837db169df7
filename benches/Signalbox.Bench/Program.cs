using Signalbox.Bench;
using Signalbox.Bench.Forwarding;

// The forwarder runs as a process of its own, as the server does, so that neither shares anything with the load.
return args is ["forwarder", var folder]
    ? await Forwarder.RunAsync(folder)
    : await BenchCommand.RunAsync(args);
