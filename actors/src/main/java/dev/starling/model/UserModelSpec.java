package dev.starling.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/** A model of the user's own, found on the class path by the name of its class. */
record UserModelSpec(Constructor<? extends Model> constructor) implements ModelSpec {

  /** Finds the class now, so that a wrong name is told before anything starts. */
  static UserModelSpec load(String className) {
    try {
      Class<? extends Model> type = Class.forName(className).asSubclass(Model.class);
      return new UserModelSpec(type.getConstructor(int.class, int.class, int.class));
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "the model class '" + className + "' is not on the class path", e);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(
          className + " does not implement " + Model.class.getName(), e);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          className + " needs a public constructor (int features, int classes, int maxBatch)", e);
    }
  }

  @Override
  public Model create(int features, int classes, int maxBatch) {
    String name = constructor.getDeclaringClass().getName();
    try {
      return constructor.newInstance(features, classes, maxBatch);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          name + " refuses the data: " + e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(name + " must be a public class, not abstract", e);
    }
  }
}
