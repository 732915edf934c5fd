package org.innoledger.kit.sample;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.innoledger.kit.register.ListPlans;

@QuarkusTest
@TestProfile(Samples.Running.class)
class SamplePlansTest extends ListPlans {}
