"""The letter templates that come with the product: version 1 of each; a COHE's own versions follow. Pure."""

from coordination.letter_words import Audience, Template

SIGNED = "Please call or write to me with any question.\n\n{coordinator}\nHealth Services Coordinator, {cohe}"

BUILT_IN: tuple[Template, ...] = (
    Template(
        "worker-first-letter",
        1,
        Audience.WORKER,
        "First letter to a worker",
        "Your claim {claim}: who helps you",
        "Dear {worker},\n\n"
        "I am the Health Services Coordinator for your claim. I work with your attending provider, "
        "{attending_provider}, with your employer and with the Department of Labor & Industries, so that you "
        "get care in time and can go back to work safely. My help costs you nothing.\n\n"
        "I will call you. You can also write to me at {coordinator_email}. Please tell me when an "
        "appointment is late, when you hear nothing, or when getting there is hard.\n\n" + SIGNED,
    ),
    Template(
        "worker-next-steps",
        1,
        Audience.WORKER,
        "What comes next, for the worker",
        "Your claim {claim}: what comes next",
        "Dear {worker},\n\n"
        "This is what we agreed on.\n\n{next_steps}\n\n"
        "What your provider allows at present: {abilities}\n"
        "Your provider's restrictions: {restrictions}\n"
        "Next visit expected: {next_medical_update}\n\n" + SIGNED,
    ),
    Template(
        "provider-positive-frq",
        1,
        Audience.ATTENDING_PROVIDER,
        "Positive FRQ, for the attending provider",
        "{worker}, claim {claim}: Functional Recovery Questionnaire",
        "Dear {receiver},\n\n"
        "I asked {worker} the Functional Recovery Questionnaire. Result: {frq}.\n\n"
        "Workers with a positive result are at higher risk of long disability. Please consider the "
        "Functional Recovery Interventions at the next visit. Scales so far: {scales}.\n\n"
        "Last activity prescription form: {last_apf}.\n\n" + SIGNED,
    ),
    Template(
        "provider-new-apf",
        1,
        Audience.ATTENDING_PROVIDER,
        "Ask the attending provider for a new APF",
        "{worker}, claim {claim}: activity prescription form",
        "Dear {receiver},\n\n"
        "The last activity prescription form on file is of {last_apf}. The work status on file is "
        "{work_status}. Please send a new form with what {worker} may do, so that the employer can plan "
        "work within the restrictions.\n\n"
        "Job descriptions and analyses on file: {job_papers}.\n\n" + SIGNED,
    ),
    Template(
        "employer-abilities",
        1,
        Audience.EMPLOYER,
        "Abilities and restrictions, for the employer",
        "Claim {claim}: what {worker} can do at work",
        "Dear {receiver},\n\n"
        "Here is what you may know to plan work for {worker}.\n\n"
        "Current abilities: {abilities}\n"
        "Restrictions: {restrictions}\n"
        "Next medical update: {next_medical_update}\n"
        "Prognosis: {return_to_work}\n\n"
        "If you can offer work within these restrictions, please tell me which, from which day and for how "
        "many hours a week.\n\n" + SIGNED,
    ),
    Template(
        "employer-job-description",
        1,
        Audience.EMPLOYER,
        "Ask the employer for a job description",
        "Claim {claim}: a job description, please",
        "Dear {receiver},\n\n"
        "To help {worker} return to work at {employer}, the provider needs to know what the job asks for: "
        "tasks, weights, postures, hours, and which lighter work there is. Please send me a job "
        "description.\n\n" + SIGNED,
    ),
    Template(
        "claim-manager-authorization",
        1,
        Audience.CLAIM_MANAGER,
        "Ask the claim manager for an authorization",
        "Claim {claim}, {worker}: authorization",
        "Dear {receiver},\n\n"
        "On claim {claim}, injured on {injury_day}, the attending provider {attending_provider} has ordered "
        "what needs your authorization. Open referrals: {referrals}.\n\n"
        "Work status: {work_status}. Last activity prescription form: {last_apf}.\n\n" + SIGNED,
    ),
    Template(
        "surgeon-release-to-work",
        1,
        Audience.SURGEON,
        "Release-to-work plan, for the surgeon",
        "{worker}, claim {claim}: release-to-work plan for the surgery",
        "Dear {receiver},\n\n"
        "Surgery: {surgery}. Before that day, please set the release-to-work plan with {worker}: the days on "
        "which sedentary, light and full work are expected.\n\n"
        "The employer's jobs: {job_papers}.\nScales so far: {scales}.\n\n" + SIGNED,
    ),
    Template(
        "referral-introduction",
        1,
        Audience.REFERRAL_PROVIDER,
        "Introduce a worker to a referral provider",
        "{worker}, claim {claim}: referral",
        "Dear {receiver},\n\n"
        "The attending provider {attending_provider} has referred {worker} to you.\n\n"
        "Born: {worker_born}\nPhone: {worker_phone}\nLanguage: {language}\n"
        "Injured on {injury_day}: {injury}\nWork status: {work_status}\n\n"
        "Please tell me the day of the first visit, and send your report to the attending provider and "
        "to me.\n\n" + SIGNED,
    ),
)


def built_in(slug: str) -> Template | None:
    """Return the template of the product with a short name, None when there is none."""
    return next((one for one in BUILT_IN if one.slug == slug), None)
