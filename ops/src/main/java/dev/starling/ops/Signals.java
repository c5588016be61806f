package dev.starling.ops;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings Ctrl-C and the system's wish that the process end to an {@link Interruption}: the first
 * asks, the second ends the process where it stands.
 */
final class Signals {
  private static final String[] ENDING = {"INT", "TERM", "HUP"};

  private Signals() {}

  /** From now on signals are heard. To be called once, by the process's main. */
  static void bringTo(Interruption interruption) {
    AtomicInteger heard = new AtomicInteger();
    Runnable action =
        () -> {
          if (heard.getAndIncrement() > 0) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
          }
          interruption.request();
        };
    for (String name : ENDING) {
      handle(name, action);
    }
  }

  /**
   * A shutdown hook would not do: it cannot tell a second Ctrl-C from the first, and plots cannot
   * be drawn once a shutdown has begun. The class that can is reached by its name because compilers
   * warn of it wherever it is written. A system that lacks it, or the signal, ends the process in
   * its own way.
   */
  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              action.run();
              return null;
            }
            return method.getName().equals("equals") ? proxy == arguments[0] : 0;
          };
      Object listener =
          Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, call);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
    } catch (ReflectiveOperationException absent) {
      // Not a fault: see above.
    }
  }
}
