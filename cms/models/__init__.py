from .event import EventPage
from .home import HomePage
from .info import IndexPage, InfoPage
from .practice import GoodPracticePage

__all__ = ["EventPage", "GoodPracticePage", "HomePage", "IndexPage", "InfoPage"]
