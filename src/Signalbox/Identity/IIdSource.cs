namespace Signalbox.Identity;

/// <summary>The only source of fresh ids; injected, so that a simulation repeats.</summary>
public interface IIdSource
{
    Guid Next();
}
