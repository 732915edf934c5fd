package org.innoledger.kit.register;

import jakarta.enterprise.context.ApplicationScoped;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Validation;

/// Makes the handles of registers.
@ApplicationScoped
public class Registers {
    final Journal journal;
    final Validation validation;
    final Verbs verbs;
    final Lists lists;
    final History history;
    final Imports imports;

    Registers(Journal journal, Validation validation, Verbs verbs, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.validation = validation;
        this.verbs = verbs;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    /// The handle of a register.
    ///
    /// @param path at which its records are read, such as `/v1/enterprises`
    public <F extends Record> Register<F> of(Class<? extends Registered<F>> type, String path) {
        return new Register<>(this, type, path);
    }
}
