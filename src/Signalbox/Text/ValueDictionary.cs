using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Signalbox.Text;

/// <summary>
/// An immutable map in the order of its keys, whatever a process hashes like. A decision changes the same few entries many
/// times: the entry that was set last stands beside the tree, so that setting it again copies nothing.
/// </summary>
public readonly partial struct ValueDictionary<TKey, TValue> : IReadOnlyCollection<KeyValuePair<TKey, TValue>>, IEquatable<ValueDictionary<TKey, TValue>>
    where TKey : struct, IComparable<TKey>, ITextId<TKey>
    where TValue : class
{
    private readonly ValueDictionaryNode<TKey, TValue>? root;
    private readonly TKey lastKey;
    private readonly TValue? last;
    private readonly bool isLastNew;

    private ValueDictionary(ValueDictionaryNode<TKey, TValue>? root, TKey lastKey, TValue? last, bool isLastNew) =>
        (this.root, this.lastKey, this.last, this.isLastNew) = (root, lastKey, last, isLastNew);

    public int Count => (root?.Count ?? 0) + (isLastNew ? 1 : 0);

    public bool IsEmpty => root is null && last is null;

    public KeyCollection Keys => new(this);

    public ValueCollection Values => new(this);

    public TValue this[TKey key] => Find(key) ?? throw new KeyNotFoundException($"There is no {key}.");

    public bool ContainsKey(TKey key) => Find(key) is not null;

    public TValue? GetValueOrDefault(TKey key) => Find(key);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => (value = Find(key)) is not null;

    public ValueDictionary<TKey, TValue> SetItem(TKey key, TValue value)
    {
        if (last is not null && lastKey.CompareTo(key) == 0)
        {
            return new(root, lastKey, value, isLastNew);
        }

        var merged = Merged();
        return new(merged, key, value, ValueDictionaryNode<TKey, TValue>.Find(merged, key) is null);
    }

    public ValueDictionary<TKey, TValue> Remove(TKey key)
    {
        if (last is null || lastKey.CompareTo(key) != 0)
        {
            return Find(key) is null ? this : new(ValueDictionaryNode<TKey, TValue>.Without(root, key), lastKey, last, isLastNew);
        }

        return new(isLastNew ? root : ValueDictionaryNode<TKey, TValue>.Without(root, key), default, null, false);
    }

    public Enumerator GetEnumerator() => new(root, lastKey, last);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(ValueDictionary<TKey, TValue> other) => ReferenceEquals(root, other.root) && ReferenceEquals(last, other.last);

    public override bool Equals(object? obj) => obj is ValueDictionary<TKey, TValue> other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(root, last);

    public static bool operator ==(ValueDictionary<TKey, TValue> left, ValueDictionary<TKey, TValue> right) => left.Equals(right);

    public static bool operator !=(ValueDictionary<TKey, TValue> left, ValueDictionary<TKey, TValue> right) => !left.Equals(right);

    private TValue? Find(TKey key) =>
        last is not null && lastKey.CompareTo(key) == 0 ? last : ValueDictionaryNode<TKey, TValue>.Find(root, key)?.Value;

    private ValueDictionaryNode<TKey, TValue>? Merged() => last is null ? root : ValueDictionaryNode<TKey, TValue>.With(root, lastKey, last);
}
