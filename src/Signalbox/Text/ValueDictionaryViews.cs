using System.Collections;
using System.Runtime.CompilerServices;

namespace Signalbox.Text;

public readonly partial struct ValueDictionary<TKey, TValue>
{
    /// <summary>Its keys, in order.</summary>
    public readonly struct KeyCollection(ValueDictionary<TKey, TValue> map) : IReadOnlyCollection<TKey>
    {
        public int Count => map.Count;

        public IEnumerator<TKey> GetEnumerator()
        {
            foreach (var (key, _) in map)
            {
                yield return key;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>Its values, in the order of their keys.</summary>
    public readonly struct ValueCollection(ValueDictionary<TKey, TValue> map) : IReadOnlyCollection<TValue>
    {
        public int Count => map.Count;

        public ValueEnumerator GetEnumerator() => new(map.GetEnumerator());

        IEnumerator<TValue> IEnumerable<TValue>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public struct ValueEnumerator : IEnumerator<TValue>
    {
        private Enumerator entries;

        internal ValueEnumerator(Enumerator entries) => this.entries = entries;

        public readonly TValue Current => entries.Current.Value;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext() => entries.MoveNext();

        public readonly void Reset() => throw new NotSupportedException();

        public readonly void Dispose()
        {
        }
    }

    /// <summary>Walks the tree and lets the entry that stands beside it in where it belongs.</summary>
    public struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>
    {
        private readonly TKey lastKey;
        private TValue? last;
        private ValueDictionaryPath<TKey, TValue> path;
        private int depth;
        private KeyValuePair<TKey, TValue> current;

        internal Enumerator(ValueDictionaryNode<TKey, TValue>? root, TKey lastKey, TValue? last)
        {
            (this.lastKey, this.last) = (lastKey, last);
            Descend(root);
        }

        public readonly KeyValuePair<TKey, TValue> Current => current;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            var next = depth == 0 ? null : path[depth - 1];
            if (last is { } beside && (next is null || lastKey.CompareTo(next.Key) <= 0))
            {
                current = new(lastKey, beside);
                last = null;
                if (next is not null && lastKey.CompareTo(next.Key) == 0)
                {
                    Leave(next);
                }

                return true;
            }

            if (next is null)
            {
                return false;
            }

            current = new(next.Key, next.Value);
            Leave(next);
            return true;
        }

        public readonly void Reset() => throw new NotSupportedException();

        public readonly void Dispose()
        {
        }

        private void Leave(ValueDictionaryNode<TKey, TValue> node)
        {
            depth--;
            Descend(node.Right);
        }

        private void Descend(ValueDictionaryNode<TKey, TValue>? node)
        {
            for (; node is not null; node = node.Left)
            {
                path[depth++] = node;
            }
        }
    }
}

/// <summary>Nodes on the way down. A balanced tree of this height holds more entries than memory does.</summary>
[InlineArray(HeightMax)]
internal struct ValueDictionaryPath<TKey, TValue>
    where TKey : struct, IComparable<TKey>
    where TValue : class
{
    private const int HeightMax = 48;

    private ValueDictionaryNode<TKey, TValue>? first;
}
