package dev.starling.kryo;

/**
 * Bytes that are no message of this version: cut, changed, of an unknown id, or refused by the
 * record that they would make. The cause, where there is one, is kept. The message is dropped;
 * nothing of it is used.
 */
public final class MalformedMessageException extends RuntimeException {

  MalformedMessageException(String message) {
    super(message);
  }

  MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
