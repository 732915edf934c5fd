package org.innoledger.talent.talent;

import java.util.List;
import org.innoledger.kit.journal.Writing;

/// What another feature still owes a person, or the person it, in whatever region: it stands in the way of
/// erasing the person. Each such feature brings a bean.
public interface OpenMatters {
    /// One matter.
    record OpenMatter(String register, String id, String region, String status) {}

    /// The open matters of a talent, the first so many by their ids.
    List<OpenMatter> of(Writing writing, String talent, int most);
}
