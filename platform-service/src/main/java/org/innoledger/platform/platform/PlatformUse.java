package org.innoledger.platform.platform;

import java.util.Collection;
import java.util.List;
import org.innoledger.kit.journal.Writing;

/// What other features decide about platforms, as far as the platforms have to heed it; they bring the bean.
public interface PlatformUse {
    /// Acts that are not over and name any of these platforms, those that the caller may not read among them.
    List<OpenAct> openActs(Writing writing, Collection<String> platforms);

    /// Whether something that has come of one platform, over any number of acts and mergers, or is to come of
    /// it, is the other.
    boolean leadsTo(Writing writing, String platform, String other);
}
