using Xunit;

namespace Signalbox.Tests.Venues;

/// <summary>Tests that measure time or memory run with nothing beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
