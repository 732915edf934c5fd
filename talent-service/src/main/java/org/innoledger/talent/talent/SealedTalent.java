package org.innoledger.talent.talent;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.talent.talent.TalentFacts.TalentDegree;
import org.innoledger.talent.talent.TalentFacts.TalentGrade;
import org.innoledger.talent.talent.TalentFacts.TalentTeam;
import org.innoledger.talent.talent.TalentFacts.TalentTitle;
import org.innoledger.talent.talent.TalentFacts.TalentTrack;

/// The facts of a talent as they are filed, journalled and published: those of [TalentFacts] with the
/// personal part under seal. They were checked before they were sealed.
@Embeddable
public record SealedTalent(
        SealedPerson personal,

        @Column(name = "region", insertable = false, updatable = false)
        DivisionCode region,

        @JdbcTypeCode(SqlTypes.JSON) List<TalentTeam> teams,
        @Indexed @Enumerated(EnumType.STRING) TalentTrack track,
        @Indexed String field,
        @JdbcTypeCode(SqlTypes.JSON) List<TalentTitle> titles,
        @Indexed @Enumerated(EnumType.STRING) TalentDegree degree,
        @Indexed CreditCode employer,
        @Indexed String institution,
        @Indexed Boolean highEnd,
        @Indexed @Enumerated(EnumType.STRING) TalentGrade grade,
        @Indexed String externalId)
        implements Located<SealedTalent>, Refers, Begins {
    private static final Copies<SealedTalent> COPIES = Copies.of(SealedTalent.class, "personal", "externalId");

    @Override
    public List<CreditCode> named() {
        return employer == null ? List.of() : List.of(employer);
    }

    @Override
    public Talent.TalentState beginsAs() {
        return Talent.TalentState.ACTIVE;
    }

    /// What is left when the personal part is gone, and with it the number by which another system knows the
    /// person.
    SealedTalent erased() {
        return COPIES.with(this, null, null);
    }

    /// The facts as callers see them.
    TalentFacts showing(Person person) {
        return new TalentFacts(
                person, region, teams, track, field, titles, degree, employer, institution, highEnd, grade, externalId);
    }
}
