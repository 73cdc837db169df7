namespace Signalbox.Accounts.Hosting;

/// <summary>Is told what an account decided once it is on disk, in order. It must return at once.</summary>
public interface IAccountObserver
{
    void Committed(Decision decision);
}
