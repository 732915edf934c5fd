package org.innoledger.kit.journal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Copies of a record in which some components are others: its canonical constructor, without all the
/// components that stay as they are.
///
/// It is a constant of the record, so that a name which the record does not have fails when the class is
/// loaded.
///
/// @param <R> the record
public final class Copies<R extends Record> {
    private final RecordComponent[] components;
    private final Constructor<R> constructor;
    private final List<Integer> places;

    private Copies(RecordComponent[] components, Constructor<R> constructor, List<Integer> places) {
        this.components = components;
        this.constructor = constructor;
        this.places = places;
    }

    /// Copies of a record in which these components are others.
    public static <R extends Record> Copies<R> of(Class<R> type, String... changed) {
        var components = type.getRecordComponents();
        var names = Arrays.stream(components).map(RecordComponent::getName).toList();
        var places = Stream.of(changed).map(names::indexOf).toList();
        if (places.contains(-1)) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " lacks one of " + Arrays.toString(changed) + "; it has " + names);
        }
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            Arrays.stream(components)
                    .forEach(component -> component.getAccessor().setAccessible(true));
            return new Copies<>(components, constructor, places);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The record with these values in the components that change, in the order in which those were named.
    public R with(R record, Object... values) {
        if (values.length != places.size()) {
            throw new IllegalArgumentException(places.size() + " components change, not " + values.length);
        }
        try {
            var all = new Object[components.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = components[i].getAccessor().invoke(record);
            }
            for (int i = 0; i < values.length; i++) {
                all[places.get(i)] = values[i];
            }
            return constructor.newInstance(all);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
