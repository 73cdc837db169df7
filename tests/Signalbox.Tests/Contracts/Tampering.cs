namespace Signalbox.Tests.Contracts;

/// <summary>The part of a stored event that a test changes behind the journal's back.</summary>
public enum Tampering
{
    Payload,
    Hash,
    Time,
    Type,
    Epoch,
}
