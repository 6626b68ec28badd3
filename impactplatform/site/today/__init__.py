"""Where does each person start their day?"""
