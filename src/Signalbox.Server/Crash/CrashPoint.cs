namespace Signalbox.Server.Crash;

/// <summary>Where a process can be made to die, between two steps that a crash must not tear apart.</summary>
internal enum CrashPoint
{
    /// <summary>Orders were decided on; nothing of them is on disk.</summary>
    BeforeIntentCommit,

    /// <summary>Orders are on disk; no byte of them has left.</summary>
    AfterIntentCommit,

    /// <summary>A request is on its way; it may have arrived or not.</summary>
    DuringSend,

    /// <summary>The venue has answered; nobody has looked at the answer.</summary>
    AfterSend,

    /// <summary>The venue's acceptance is on disk.</summary>
    AfterAckCommit,

    /// <summary>A fill was heard of; it is not on disk.</summary>
    BeforeFillCommit,

    /// <summary>A fill is on disk; its protection has not left.</summary>
    AfterFillCommit,

    /// <summary>Events are on disk; the tables projected from them know nothing of it.</summary>
    DuringProjection,

    /// <summary>An account's state is being kept as a shortcut.</summary>
    DuringSnapshot,

    /// <summary>Incidents wait to be told, and this node took them to send; no byte of the message has left.</summary>
    BeforeNotification,

    /// <summary>A destination took the message; that it did is not on disk.</summary>
    AfterNotification,
}
