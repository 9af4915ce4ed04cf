"""The words of the community directory and of what came of sharing. Pure."""

from cohe.wording import Worded


class ResourceKind(Worded):
    """What a community body or consultant offers."""

    FOOD = "food", "Food"
    HOUSING = "housing", "Housing and utilities"
    TRANSPORT = "transport", "Transport"
    MONEY = "money", "Money and benefits"
    CHILDCARE = "childcare", "Childcare"
    INTERPRETER = "interpreter", "Interpreter"
    LEGAL = "legal", "Legal advice"
    SUPPORT = "support", "Counseling and support"
    TRAINING = "training", "Training and classes"
    HEALTH = "health", "Clinic or dental care"
    CONSULTANT = "consultant", "Consultant"
    OTHER = "other", "Other"


class ShareOutcome(Worded):
    """What the follow-up found."""

    USED = "used", "Used"
    NOT_USED = "not-used", "Not used"
    UNKNOWN = "unknown", "Not known"
