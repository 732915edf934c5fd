package org.innoledger.kit.journal;

import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;

/// Lengths of texts count characters as Unicode does, as `maxLength` of JSON Schema and the columns of
/// PostgreSQL do: a rare character of a name, such as U+20BB7, is one and not two.
@ApplicationScoped
public class CodePoints implements ValidatorFactoryCustomizer {
    @Override
    public void customize(BaseHibernateValidatorConfiguration<?> configuration) {
        var mapping = configuration.createConstraintMapping();
        mapping.constraintDefinition(Size.class).includeExistingValidators(true).validatedBy(Length.class);
        configuration.addMapping(mapping);
    }

    /// The size of a text.
    public static final class Length implements ConstraintValidator<Size, String> {
        private int least;
        private int most;

        @Override
        public void initialize(Size size) {
            least = size.min();
            most = size.max();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            var length = text.codePointCount(0, text.length());
            return length >= least && length <= most;
        }
    }
}
