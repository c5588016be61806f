package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import dev.starling.learning.LinkPart;

/**
 * What a node knows of some links, read when the clocks of the run stand.
 *
 * @param part without any link where the node knows nothing of the run
 */
public record LinksRead(LinkPart part) implements ControlMessage {}
