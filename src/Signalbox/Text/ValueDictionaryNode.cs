namespace Signalbox.Text;

/// <summary>A node of a balanced tree that never changes: whoever sets or removes copies the path to the root.</summary>
internal sealed class ValueDictionaryNode<TKey, TValue>
    where TKey : struct, IComparable<TKey>
    where TValue : class
{
    private readonly int height;

    private ValueDictionaryNode(TKey key, TValue value, ValueDictionaryNode<TKey, TValue>? left, ValueDictionaryNode<TKey, TValue>? right)
    {
        (Key, Value, Left, Right) = (key, value, left, right);
        height = Math.Max(HeightOf(left), HeightOf(right)) + 1;
        Count = (left?.Count ?? 0) + (right?.Count ?? 0) + 1;
    }

    public TKey Key { get; }

    public TValue Value { get; }

    public ValueDictionaryNode<TKey, TValue>? Left { get; }

    public ValueDictionaryNode<TKey, TValue>? Right { get; }

    public int Count { get; }

    public static ValueDictionaryNode<TKey, TValue>? Find(ValueDictionaryNode<TKey, TValue>? node, TKey key)
    {
        while (node is not null)
        {
            var order = key.CompareTo(node.Key);
            if (order == 0)
            {
                return node;
            }

            node = order < 0 ? node.Left : node.Right;
        }

        return null;
    }

    public static ValueDictionaryNode<TKey, TValue> With(ValueDictionaryNode<TKey, TValue>? node, TKey key, TValue value)
    {
        if (node is null)
        {
            return new(key, value, null, null);
        }

        return key.CompareTo(node.Key) switch
        {
            0 => new(key, value, node.Left, node.Right),
            < 0 => Balanced(node, With(node.Left, key, value), node.Right),
            _ => Balanced(node, node.Left, With(node.Right, key, value)),
        };
    }

    public static ValueDictionaryNode<TKey, TValue>? Without(ValueDictionaryNode<TKey, TValue>? node, TKey key)
    {
        if (node is null)
        {
            return null;
        }

        var order = key.CompareTo(node.Key);
        if (order != 0)
        {
            return order < 0 ? Balanced(node, Without(node.Left, key), node.Right) : Balanced(node, node.Left, Without(node.Right, key));
        }

        if (node.Left is null || node.Right is null)
        {
            return node.Left ?? node.Right;
        }

        var next = node.Right;
        while (next.Left is not null)
        {
            next = next.Left;
        }

        return Balanced(next, node.Left, Without(node.Right, next.Key));
    }

    /// <summary>The entry of <paramref name="at"/> over two subtrees whose heights differ by two at most.</summary>
    private static ValueDictionaryNode<TKey, TValue> Balanced(ValueDictionaryNode<TKey, TValue> at, ValueDictionaryNode<TKey, TValue>? left, ValueDictionaryNode<TKey, TValue>? right)
    {
        var lean = HeightOf(left) - HeightOf(right);
        if (lean > 1)
        {
            return HeightOf(left!.Left) >= HeightOf(left.Right)
                ? Over(left, left.Left, Over(at, left.Right, right))
                : Over(left.Right!, Over(left, left.Left, left.Right!.Left), Over(at, left.Right.Right, right));
        }

        if (lean < -1)
        {
            return HeightOf(right!.Right) >= HeightOf(right.Left)
                ? Over(right, Over(at, left, right.Left), right.Right)
                : Over(right.Left!, Over(at, left, right.Left!.Left), Over(right, right.Left.Right, right.Right));
        }

        return Over(at, left, right);
    }

    private static ValueDictionaryNode<TKey, TValue> Over(ValueDictionaryNode<TKey, TValue> at, ValueDictionaryNode<TKey, TValue>? left, ValueDictionaryNode<TKey, TValue>? right) =>
        new(at.Key, at.Value, left, right);

    private static int HeightOf(ValueDictionaryNode<TKey, TValue>? node) => node?.height ?? 0;
}
