package dev.eventlane.ingest.body;

/** Where the IDs of the items of one batch come from. */
@FunctionalInterface
public interface ItemIds {
    /** Those of the next item. To be asked for every item of the batch that is read, in their order. */
    RequestIds of(byte[] json);
}
