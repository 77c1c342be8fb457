package io.sfsync.pipeline;

/** The source cannot be read further. */
final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    SourceException(long read, Throwable cause) {
        super("the source failed after record " + read + ": " + cause.getMessage(), cause);
    }
}
